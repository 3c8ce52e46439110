package io.llmgw.core.detect.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However long a secret is, no part of it is sent: rules that look at so much cover the rest. */
class LongSecretsTest {
  private static final String ALNUM =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int TAIL = 8;
  private static final long SEED = 20_261_127;

  private final Redaction redaction = Redaction.of(EntitySets.ALL);

  /** What stands before a secret and behind it, and how far it was looked at, or still is. */
  static Stream<Arguments> places() {
    return Stream.of(
        Arguments.of("aws_session_token=", " x", 256),
        Arguments.of("refresh_token=", "", 256),
        Arguments.of("client_secret=", "\nnext=1", 1024),
        Arguments.of("{\"access_token\":\"", "\",\"n\":1}", 256),
        Arguments.of("{\\\"access_token\\\":\\\"", "\\\",\\\"n\\\":1}", 256),
        Arguments.of("password=", "", 128),
        Arguments.of("password: ", "\nnext: 1", 1024),
        Arguments.of("{\"password\": \"", "\"}", 128),
        Arguments.of("<password>", "</password>", 256),
        Arguments.of("<property name=\"db.password\">", "</property>", 256),
        Arguments.of("<entry key=\"api_token\">", "</entry>", 1024),
        Arguments.of("Authorization: Bearer ", "\nAccept: */*", 4096),
        Arguments.of("bearer ab.", " and so on", 4096),
        Arguments.of("machine h login u password ", "\n", 128),
        Arguments.of("machine h login u password ", "\n", 1024),
        Arguments.of("h:5432:db:ada:", "\n", 1024),
        Arguments.of("curl -u ada:", " http://x", 1024),
        Arguments.of("postgres://ada:", "@db.example.org/x", 256),
        Arguments.of("use xoxb-", " now", 255),
        Arguments.of("use sk-ant-api03-", " now", 200),
        Arguments.of("use ya29.a0", " now", 1024));
  }

  @ParameterizedTest
  @MethodSource("places")
  void noTailOfASecretIsSent(String before, String after, int bound) {
    for (int length : lengths(bound)) {
      String secret = "a1B" + chars(ALNUM, length - 3);

      assertTailIsMasked(before + secret + after, secret, length);
    }
  }

  @Test
  void whatStandsBehindALongOneInAnElementIsSent() {
    for (int length : lengths(1024)) {
      for (String name : new String[] {"token", "db.password"}) {
        String before = "<c><property name=\"" + name + "\">";
        String after = "</property><enabled>true</enabled><next>x</next></c>";
        String text = before + "a1B" + chars(ALNUM, length - 3) + after;

        assertThat(redaction.preview(text).masked())
            .as("%d chars, seed %d", length, SEED)
            .startsWith(before)
            .endsWith(after)
            .hasSizeLessThan(before.length() + 32 + after.length());
      }
    }
  }

  @Test
  void oneWhoseElementIsCutOffIsMaskedIfNoWordIsSoLong() {
    String before = "<property name=\"token\">a1B";
    String secret = chars(ALNUM, 1022);

    assertTailIsMasked(before + secret, secret, secret.length());
    String word = before + secret.substring(1);
    assertThat(redaction.preview(word).masked()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource({"3072", "4096"})
  void noTailOfBasicIsSent(int bound) {
    for (int length : lengths(bound)) {
      byte[] pair = ("ada:" + chars(ALNUM, length)).getBytes(StandardCharsets.UTF_8);
      String secret = Base64.getEncoder().withoutPadding().encodeToString(pair);

      assertTailIsMasked("Authorization: Basic " + secret + "\n", secret, length);
    }
  }

  @ParameterizedTest
  @CsvSource({"3072", "4096"})
  void noTailOfATokenWithALongHeaderIsSent(int bound) {
    for (int length : lengths(bound)) {
      String header = "{\"alg\":\"RS256\",\"x5c\":[\"" + chars(ALNUM, length) + "\"]}";
      byte[] json = header.getBytes(StandardCharsets.UTF_8);
      String secret =
          Base64.getUrlEncoder().withoutPadding().encodeToString(json) + ".e30." + chars(ALNUM, 43);

      assertTailIsMasked("it is " + secret + " here", secret, length);
    }
  }

  private void assertTailIsMasked(String text, String secret, int length) {
    assertThat(redaction.preview(text).masked())
        .as("%d chars, seed %d", length, SEED)
        .doesNotContain(secret.substring(secret.length() - TAIL));
  }

  private static int[] lengths(int bound) {
    return new int[] {bound - 1, bound, bound + 1, 2 * bound, 10 * bound};
  }

  private static String chars(String from, int count) {
    Random random = new Random(SEED);
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chars.append(from.charAt(random.nextInt(from.length())));
    }
    return chars.toString();
  }
}
