package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text of all that rules and folding look for, in no order. */
class HostileFuzzTest {
  private static final int TEXTS = Integer.getInteger("llmgw.hostile.texts", 10_000);
  private static final long SEED = 9;
  private static final int MOST_PIECES = 60;

  private static final List<String> TRICKS =
      List.of(
          "\\u",
          "\\u00",
          "\\u0040",
          "\\uD835",
          "\\uD835\\uDFCF",
          "\\n",
          "\\\\n",
          "\\\n",
          "\\",
          "\\x4",
          "%",
          "%4",
          "%40",
          "%C2%A0",
          "%C2",
          "%F0%9F%99%82",
          "&#",
          "&#64;",
          "&#x40",
          "&commat;",
          "&#1114112;",
          "\uD835",
          "\uDC1A",
          "\uD835\uDFCF",
          "\u202e",
          "\u202c",
          "\u2067",
          "\u200b",
          "\u0301",
          "\u20E3",
          "\uFE0F",
          "\uDB40\uDC41",
          "\uDB40\uDD30",
          "\u0430",
          "\u041E",
          "\uFF11",
          "\u0664",
          "\u2460",
          "\u00B9",
          "\u3164",
          "\u2009",
          "\u2013",
          "\r\n",
          "\n",
          "\t",
          "\0",
          " ",
          "  ",
          "-",
          ".",
          "_",
          "+",
          "/",
          ":",
          "@",
          "**",
          "`",
          "<b>",
          "</b>",
          "1 1 1 1 ",
          "a-b-c-d-",
          ";base64,",
          "data:\n  key: ",
          "Zm9vYmFyCg==",
          "=",
          "4111 1111 1111 1111",
          "4111111111111111",
          "DE89 3704 0044 0532 0130 00",
          "123-45-6789",
          "ada@example.com",
          "+49 30 1234567",
          "198.51.100.7",
          "::1",
          "a",
          "Z",
          "9",
          "0",
          "(",
          ")",
          "[",
          "{",
          "\"",
          "'",
          "PRIVATE KEY-----\n",
          "MIIEvQIBADANBgkqhkiG",
          "eyJhbGciOiJIUzI1NiJ9.",
          "Ada",
          "Mr. ");

  private final Random random = new Random(SEED);

  @Test
  void noTextIsTooMuchAndAllFindsAreWhole() {
    System.out.println("seed " + SEED + ", " + TEXTS + " texts");
    List<String> pieces = new ArrayList<>(TRICKS);
    for (AnchoredRule rule : BuiltInRules.all().anchored()) {
      pieces.addAll(rule.anchors());
    }
    Scan scan =
        Scanner.of(BuiltInRules.all(), EntitySets.ALL.and(EntitySets.PERSONS).types()).scan();
    long finds = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = text(pieces);
      for (Finding each : scan.findAll(text)) {
        finds++;
        assertThat(each.start()).as("text %s", i).isBetween(0, each.end() - 1);
        assertThat(each.end()).as("text %s", i).isLessThanOrEqualTo(text.length());
        assertThat(isWithinChar(text, each.start()) || isWithinChar(text, each.end()))
            .as("text %s, %s", i, each)
            .isFalse();
      }
    }
    assertThat(finds).isPositive();
  }

  private String text(List<String> pieces) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(MOST_PIECES); i >= 0; i--) {
      boolean isTrick = random.nextInt(3) > 0;
      text.append(pieces.get(random.nextInt(isTrick ? TRICKS.size() : pieces.size())));
    }
    return text.toString();
  }

  /** Whether both halves of one char stand on the two sides of this place. */
  private static boolean isWithinChar(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isSurrogatePair(text.charAt(index - 1), text.charAt(index));
  }
}
