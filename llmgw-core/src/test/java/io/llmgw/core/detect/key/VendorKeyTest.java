package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.Finding;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Scan;
import io.llmgw.core.detect.Scanner;
import io.llmgw.core.detect.secret.SecretRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class VendorKeyTest {
  private static final String ALNUM =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Finds finds = new Finds(SecretRules.all(), Entities.API_KEY);
  private final Scan scan = Scanner.of(SecretRules.all(), Set.of(Entities.API_KEY)).scan();
  private final Random random = new Random(7);

  static List<KeyShape> shapes() {
    return VendorTable.shapes();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void eachLineOfTheTableIsFoundInText(KeyShape shape) {
    for (int i = 0; i < 20; i++) {
      String before = shape.before() == null ? "" : drawn(shape.before());
      StringBuilder key = new StringBuilder(before).append(shape.literal());
      shape.parts().forEach(part -> key.append(drawn(part)));
      int start = shape.isContext() ? shape.literal().length() : 0;
      String text = "it is \"" + key + "\", so";

      List<Finding> found = scan.find(text);

      assertThat(found)
          .as(text)
          .anyMatch(
              each ->
                  each.start() == 7 + start
                      && each.end() == 7 + key.length()
                      && each.confidence().isAtLeast(MEDIUM));
    }
  }

  /** So many chars as the part may have at least, one of each kind first where it has several. */
  private String drawn(KeyShape.Part part) {
    Alphabet alphabet = part.alphabet();
    if (alphabet == null) {
      return part.literal();
    }
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < part.fewest(); i++) {
      // The first chars are such that the draw is one that keys are, whatever the rest is.
      String from = i < 3 ? "0123456789" : i == 3 ? "abcdefABCDEF" : ALNUM;
      char c = from.charAt(random.nextInt(from.length()));
      while (!alphabet.has(c)) {
        c = from.charAt(random.nextInt(from.length()));
        from = ALNUM;
      }
      drawn.append(c);
    }
    return drawn.toString();
  }

  @Test
  void theTailOfGitHubsTokensIsTheirCrc() {
    for (String prefix : List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_")) {
      String body = drawn(new KeyShape.Part(Alphabet.ALNUM, "", 30, 30));
      String token = prefix + body + tail(body);

      finds.whole(token, HIGH);
      for (int i = prefix.length(); i < token.length(); i++) {
        char other = token.charAt(i) == 'x' ? 'y' : 'x';
        String wrong = token.substring(0, i) + other + token.substring(i + 1);
        finds.in(wrong, MEDIUM, wrong);
        finds.in(wrong, HIGH);
      }
    }
  }

  @Test
  void aPublishedTokenHasTheRightTail() {
    finds.whole("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", HIGH);
  }

  private static String tail(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder tail = new StringBuilder();
    long rest = crc.getValue();
    for (int i = 0; i < 6; i++) {
      tail.insert(0, ALNUM.charAt((int) (rest % 62)));
      rest /= 62;
    }
    return tail.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOSFODNN7EXAMPLE\\nnext",
        "key=AKIAIOSFODNN7EXAMPLE&x",
        "AKIAIOSFODNN7EXAMPLE: x",
        "\\nAKIAIOSFODNN7EXAMPLE",
        "AK\u200bIAIOSFODNN7EXAMPLE",
        "_AKIAIOSFODNN7EXAMPLE_"
      })
  void whatIsAroundAKeyIsNotPartOfIt(String text) {
    String key = text.contains("\u200b") ? text : "AKIAIOSFODNN7EXAMPLE";
    finds.in(text, HIGH, key);
  }

  @Test
  void theSecretNearAnAwsIdIsFoundAsWell() {
    finds.in(
        "AKIAIOSFODNN7EXAMPLE : wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
        HIGH,
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    finds.notAtAllIn("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-learn",
        "sk-fading-circle-wrapper-element",
        "task-force-1234567890123456789",
        "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "ghp_short",
        "AKIAIOSFODNN7EXAMPLE1",
        "akiaiosfodnn7example",
        "academic ace",
        "ac0123456789abcdef0123456789abcdef",
        "MSG.abcdefghijklmnopqrstuv",
        "npm_config_registry",
        "hf_hub_download",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b",
        "key-value",
        "EAAA",
        "pypi-publish",
        "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
        "123e4567-e89b-12d3-a456-426614174000",
        "1.2.3",
        "2024-05-06",
        "12:AA",
        "order 4711"
      })
  void otherTextHasNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void aLineIsReadInItsParts() {
    KeyShape shape = KeyShape.parse("acme d:2-3 pre_ > a:4 '- h:8 random");

    assertThat(shape.vendor()).isEqualTo("acme");
    assertThat(shape.before()).isEqualTo(new KeyShape.Part(Alphabet.DIGITS, "", 2, 3));
    assertThat(shape.isContext()).isTrue();
    assertThat(shape.parts()).hasSize(3);
    assertThat(shape.check()).isEqualTo(KeyCheck.RANDOM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n    ", "\" +\n    \"", "\n> "})
  void aKeyGoesOnOnTheNextLineAlsoWhereTheFirstWouldDo(String end) {
    String first = "sk-proj-Hf50SXweCWeynQpi8wQcyVXODhrr";
    String second = "2znnO4TKNIB7ZcUlxQ4X";

    assertThat(scan.find("my " + first + end + second + " is it"))
        .singleElement()
        .matches(it -> it.start() == 3 && it.length() == (first + end + second).length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Internationalization", // a word
        "AWS_S3_BUCKET_V2=a",
        "Ab12Cd34Ef56Gh7", // 15 chars
        "Ab12Cd34Ef56Gh7Kk= x",
        "sk-proj-Zf50SXweCWeynQpi8wQcyVXODhrr", // another one
        "https://example.com/Ab12Cd34Ef56Gh7Kk8"
      })
  void aKeyEndsWhereTheNextLineIsAnother(String next) {
    String key = "sk-proj-Hf50SXweCWeynQpi8wQcyVXODhrr";

    assertThat(scan.find("is " + key + "\n" + next).get(0).end()).isEqualTo(3 + key.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIA\nIOSFODNN7EXAMPLE", // all of the part on the next line
        "AKIA\r\n> IOSFODNN7EXAMPLE",
        "AKIAIOSF\nODNN7EXAMPLE", // four chars of the part before the end of the line
        "AKIAIOSFO\n\n                    DNN7EXAMPLE",
        "AKIAIOSFODNN\n7EX\nAMPLE",
        "AKIAIOSF\n                       ODNN7EXAMPLE" // 24 chars between
      })
  void aKeyMayBeCutByTheEndsOfLines(String key) {
    finds.whole(key, HIGH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AKIAIOS\nFODNN7EXAMPLE",
        "AKIAIOSF\n                        ODNN7EXAMPLE",
        "AKIAIOSF\n",
        "AKIA\nIOSFODNN7EXAMPL",
        "AKIA\nIOSFODNN\n7EXAMPLE",
        "AKIA\nIOSFODNN7EXAMPLEE",
        "AKIA IOSFODNN7EXAMPLE",
        "AKIAIOSF\n.ODNN7EXAMPLE",
        "AKIAIOSF ODNN7EXAMPLE",
        "AKIAIOSF\nODNN7EXAMPL",
        "AKIAIOSF\nODNN7EXAMPLEE"
      })
  void otherPiecesAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void theSecretOfAnIdBeginsWithin160Chars() {
    String id = "AKIAIOSFODNN7EXAMPLE";
    String secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    finds.in(id + " ".repeat(159) + secret, HIGH, id, secret);
    finds.in(id + " ".repeat(160) + secret, HIGH, id);
    finds.in(secret + " ".repeat(120) + id, HIGH, secret, id);
    finds.in(secret + " ".repeat(121) + id, HIGH, id);
    finds.in(id + " +" + secret, HIGH, id);
    finds.in(id + " " + secret + "x", HIGH, id);
    finds.in(id + " " + secret.substring(1), HIGH, id);
    finds.in(id + " " + "a".repeat(40), HIGH, id);
    finds.notAtAllIn(id + "E " + secret);
    finds.notAtAllIn(id.substring(0, 19) + " " + secret);
  }

  @Test
  void aPartHasAsManyCharsAsItMay() {
    String body = "Hf50SXweCWeynQpi8wQcyVXODhrr2znnO"; // 33

    finds.whole("12345678:AA" + body, HIGH);
    finds.whole("1234567890:AA" + body, HIGH);
    finds.notAtAllIn("x".repeat(50) + " 1234567:AA" + body);
    finds.notAtAllIn("12345678901:AA" + body);
    finds.whole("sk-proj-Hf50SXweCWeDhrr", MEDIUM);
    finds.whole("hf_Z" + body, HIGH);
    finds.whole("tskey-" + body.repeat(4), HIGH);
    finds.whole("Ab8xQ~Z" + body.substring(0, 30), HIGH);
  }

  @Test
  void laterLinesHaveSixteenCharsAndNoMoreThanAreLeft() {
    String first = "sk-proj-" + "Hf50SXweCWeynQpi8wQc".repeat(9); // 180 of 200
    String line = "2znnO4TKNIB7ZcUl";

    finds.whole(first + "\n" + line, HIGH);
    finds.in(first + "\n" + line.substring(1), HIGH, first);
    finds.whole(first + "\n" + line + "xQ4X", HIGH);
    finds.in(first + "\n" + line + "xQ4Xy", HIGH, first);
    finds.in("x".repeat(300) + " " + first + "\n" + line, HIGH, first + "\n" + line);
  }
}
