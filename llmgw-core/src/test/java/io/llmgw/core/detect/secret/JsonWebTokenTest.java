package io.llmgw.core.detect.secret;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS) // building the rules takes longer than a test
class JsonWebTokenTest {
  private final Finds finds = new Finds(SecretRules.all(), Entities.JWT);

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
        "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"ключ\"}",
        "{\"alg\":\"none\"}",
        "{\"x5t\":\"abcdefghij\",\"alg\":\"ES512\"}"
      })
  void aHeaderThatNamesItsAlgorithmMakesOne(String header) {
    String token = part(header) + "." + part("{\"sub\":\"ada\"}") + ".c2lnbmF0dXJl-_x";

    finds.whole(token, HIGH);
    finds.in("Bearer " + token + ".", HIGH, token);
    finds.in("{\"t\":\"" + token + "\"}", HIGH, token);
  }

  @Test
  void anEncryptedOneHasFiveParts() {
    finds.whole(part("{\"alg\":\"dir\",\"enc\":\"A256GCM\"}") + ".abc.iv12.cipher.tag", HIGH);
  }

  @Test
  void theSignatureMayBeMissing() {
    String token = part("{\"alg\":\"HS256\"}") + "." + part("{\"sub\":\"ada\"}");

    finds.in(token + ".", HIGH, token);
    finds.in(token + " x", HIGH, token);
  }

  @Test
  void otherBaseSixtyFourIsNone() {
    finds.notAtAllIn(part("{\"a\":1}") + "." + part("{\"b\":2}") + ".abc");
    finds.notAtAllIn(part("{\"alg\":\"HS256\"}"));
    finds.notAtAllIn("eyJ.eyJ.eyJ");
    finds.notAtAllIn("eyJhbGci!.x.y");
    finds.notAtAllIn("eyJhb.eyJ.x");
    finds.notAtAllIn("heyJude.and.so");
  }
}
