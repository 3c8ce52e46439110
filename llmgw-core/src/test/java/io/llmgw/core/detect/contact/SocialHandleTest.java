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

  @Test
  void aNameHasThreeToThirtyChars() {
    String longest = "a".repeat(29) + "1";

    finds.in("twitter @abc", MEDIUM, "@abc");
    finds.in("twitter @" + longest, MEDIUM, "@" + longest);
    finds.in("linkedin.com/in/abc", MEDIUM, "abc");
    finds.in("instagram: ab1", MEDIUM, "ab1");
    finds.in("instagram: " + longest, MEDIUM, longest);
    finds.notAtAllIn("twitter @ab");
    finds.notAtAllIn("twitter @" + longest + "2");
    finds.notAtAllIn("linkedin.com/in/ab");
    finds.notAtAllIn("instagram: a1");
    finds.notAtAllIn("instagram: " + longest + "2");
  }

  @Test
  void theAddressOfAProfileHasUpToAHundred() {
    String longest = "ada-lovelace-" + "a".repeat(87);

    finds.in("linkedin.com/in/" + longest, MEDIUM, longest);
    finds.notAtAllIn("linkedin.com/in/" + longest + "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twitter @abc(", "twitter @abc@", "twitter @abc/", "twitter x@abc"})
  void whatGoesOnIsNoName(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twitter\n@Abc",
        "twitter\n     @Zbc",
        "twitter {@abc",
        "twitter *@abc",
        "twitter\n@Abc("
      })
  void anAnnotationIsNotMasked(String text) {
    finds.nothingIn(text);
  }

  @Test
  void inOtherPlacesItIsAName() {
    finds.in("twitter\n@abc", MEDIUM, "@abc");
    finds.in("@Abc twitter", MEDIUM, "@Abc");
    finds.in("twitter @abc..", MEDIUM, "@abc");
    finds.in("twitter (@abc)", MEDIUM, "@abc");
    finds.in("linkedin.com/in/a%C3b?x", MEDIUM, "a%C3b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "instagram:_ab.c",
        "instagram=_ab.c",
        "instagram - _ab.c",
        "instagram is _ab.c",
        "instagram name: _ab.c"
      })
  void aNameBehindANetworkIsNoWord(String text) {
    finds.in(text, MEDIUM, "_ab.c");
    finds.notAtAllIn(text.replace("_ab.c", "abc"));
    finds.notAtAllIn(text.replace("_ab.c", "1abc"));
    finds.notAtAllIn(text.replace("_ab.c", "_ab.c/"));
    finds.notAtAllIn("instagram _ab.c");
  }

  @Test
  void anAnnotationIsLookedForSoFarBeforeIt() {
    finds.nothingIn("x".repeat(50) + " twitter\n     @Zbc");
    finds.nothingIn("\n" + " ".repeat(40) + "@Zbc twitter");
    finds.in("\n" + " ".repeat(41) + "@Zbc twitter", MEDIUM, "@Zbc");
    finds.notAtAllIn("instagram_ab.c");
  }
}
