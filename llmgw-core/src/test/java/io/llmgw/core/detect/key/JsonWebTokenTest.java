package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.secret.SecretRules;
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

  @Test
  void ofALongHeaderTheBeginningIsRead() {
    String longest = part("{\"alg\":\"HS256\",\"x\":\"" + "x".repeat(3050) + "\"}");
    String longer = part("{\"alg\":\"HS256\",\"x\":\"" + "x".repeat(3051) + "\"}");

    assertThat(longest).hasSizeLessThan(4097).hasSizeGreaterThan(4090);
    finds.whole(longest + ".e30.c2ln", HIGH);
    finds.in("is " + longer + ".e30.c2ln", HIGH, longer + ".e30.c2ln");
    finds.in(longer + "x".repeat(8) + ".e30.c2ln x", HIGH, longer + "x".repeat(8) + ".e30.c2ln");
    finds.notAtAllIn("eyJ" + "x".repeat(5000) + ".e30.c2ln"); // no JSON
  }

  @Test
  void itHasFivePartsAtMostAndStandsByItself() {
    String header = part("{\"alg\":\"dir\"}");

    finds.in(header + ".a.b.c.d.e", HIGH, header + ".a.b.c.d");
    finds.in(header + ".a..c.d", HIGH, header + ".a");
    finds.in("-" + header + ".a.b", HIGH, header + ".a.b");
    finds.in("_" + header + ".a.b", HIGH, header + ".a.b");
    finds.notAtAllIn("." + header + ".a.b");
    finds.notAtAllIn("~" + header + ".a.b");
    finds.notAtAllIn("x" + header + ".a.b");
    finds.notAtAllIn(header + "..b");
    finds.notAtAllIn("E" + header.substring(1) + ".a.b");
  }

  @Test
  void itGoesOnOnLinesOfSixteenCharsThatAreNoWords() {
    String first = part("{\"alg\":\"HS256\"}") + ".e30.q7Zp2mX9vL4kT8wR";

    finds.whole(first + "\nAb1Cd2Ef3Gh4Ij5K", HIGH);
    finds.in(first + "\nAb1Cd2Ef3Gh4Ij5", HIGH, first);
    finds.in(first + "\ninternationalization", HIGH, first);
    finds.in(first + " Ab1Cd2Ef3Gh4Ij5K", HIGH, first);
    finds.whole(first + "\nABCdefGhiJklMnoP", HIGH);
    finds.in(first + "\nABcdefghijklmnop", HIGH, first);
    finds.in(first + "\nABCDEFGHIJKLMNab", HIGH, first);
    finds.in(first + "\nABCABCdefdefABCdef".replace("C", "B").replace("f", "e"), HIGH, first);
    finds.whole(first + "\nAb1Cd2Ef3Gh4Ij5K\nAb1Cd2Ef3Gh4Ij5K", HIGH);
  }

  @Test
  void aPartMayBeginOnANewLine() {
    String header = part("{\"alg\":\"HS256\"}");
    String rest = "eyJzdWIiOiJhZGEiLCJpYXQiOjF9";

    finds.whole(header + ".\n" + rest + ".q7Zp2mX9vL4kT8wR", HIGH);
    finds.whole(header + "." + rest + ".\nq7Zp2mX9vL4kT8wR", HIGH);
    finds.in(header + "." + rest + ".\nand so on", HIGH, header + "." + rest);
    finds.notAtAllIn(header + ".\ninternationalization");
  }
}
