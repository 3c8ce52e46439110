package io.llmgw.core.detect.contact;

import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocialHandleTest {
  private final Finds finds = new Finds(ContactRules.all(), Entities.SOCIAL_HANDLE);

  @Test
  void aNameBehindAnAtSignNeedsAWord() {
    finds.in("ask @ada_l tomorrow", LOW, "@ada_l");
    finds.nothingIn("ask @ada_l tomorrow");
    finds.in("my Twitter is @ada_l, ok", MEDIUM, "@ada_l");
    finds.in("follow me: @ada.l.", MEDIUM, "@ada.l");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Instagram: ada_l42",
        "instagram handle: ada_l42",
        "Telegram username is ada_l42."
      })
  void aNetworkBeforeItIsEnough(String text) {
    finds.in(text, MEDIUM, "ada_l42");
  }

  @Test
  void aProfileNamesAPerson() {
    finds.in("https://www.linkedin.com/in/ada-lovelace-1815/", MEDIUM, "ada-lovelace-1815");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Twitter: the company said no",
        "Instagram is popular",
        "write to ada@example.com or on twitter",
        "twitter\n@Override\npublic void handle()",
        "handle {@code int}",
        "@ab twitter",
        "Facebook: 12.5 million",
        "YouTube: youtu.be/abc_1"
      })
  void otherTextHasNone(String text) {
    finds.nothingIn(text);
  }
}
