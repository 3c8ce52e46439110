package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.secret.SecretRules;
import java.util.Random;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of every char that RFC 6750, 2.1 allows, wherever the header breaks its line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class BearerTokenTest {
  private static final String B64TOKEN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/";
  private static final int COUNT = 500;
  private static final long SEED = 6750;

  private final Finds credentials = new Finds(SecretRules.all(), Entities.CREDENTIALS);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer ",
        "Authorization: Bearer\n  ",
        "Authorization:\tbearer\t",
        "Proxy-Authorization: Bearer\r\n\t",
        "send the bearer "
      })
  void aTokenIsFoundToItsLastChar(String before) {
    Random random = new Random(SEED);
    for (int i = 0; i < COUNT; i++) {
      String token = "a1B" + chars(random, 21 + random.nextInt(40)) + "x" + "=".repeat(i % 3);

      credentials.in(before + token + ". And so on", MEDIUM, token);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1B2c3D4e5F6g7H8..x~y", "~a1B2c3D4e5F6g7H8/+-_~", "a1B2c3D4e5F6~~~~"})
  void noSignParts(String token) {
    credentials.in("Authorization: Bearer " + token + "\n", MEDIUM, token);
  }

  private static String chars(Random random, int count) {
    StringBuilder chars = new StringBuilder();
    for (int i = 0; i < count; i++) {
      chars.append(B64TOKEN.charAt(random.nextInt(B64TOKEN.length())));
    }
    return chars.toString();
  }
}
