package io.llmgw.core.detect.key;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.secret.SecretRules;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordTokenTest {
  private static final String REST = ".Gx7k_Q.aB3xK9mQ2vL7pR4tW8yZ1cD5fG6hJ0-_nM3";

  private final Finds finds = new Finds(SecretRules.all(), Entities.API_KEY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80351110224678912",
        "803511102246789121",
        "9035111022467891212",
        "10351110224678912123",
        "99999999999999999999"
      })
  void theIdOfABotMakesItOne(String id) {
    String token = encoded(id) + REST;

    finds.in("client.login('" + token + "')", HIGH, token);
    finds.in("DISCORD=" + token + "\n", HIGH, token);
    finds.in("it was " + token + ".", HIGH, token);
    finds.in("Bot " + token, HIGH, token);
  }

  @Test
  void theSignatureHasTwentySevenToFortyChars() {
    String id = encoded("803511102246789121");
    String signature = "aB3xK9mQ2vL7pR4tW8yZ1cD5fG6hJ0nM3kQ9sT2u";

    finds.in(id + ".Gx7k_Q." + signature, HIGH, id + ".Gx7k_Q." + signature);
    finds.in(
        id + ".Gx7k_Q." + signature.substring(0, 27),
        HIGH,
        id + ".Gx7k_Q." + signature.substring(0, 27));
    finds.notAtAllIn(id + ".Gx7k_Q." + signature.substring(0, 26));
    finds.notAtAllIn(id + ".Gx7k_Q." + signature + "x");
    finds.notAtAllIn(id + ".Gx7k_Q." + "a".repeat(27));
  }

  @Test
  void otherPartsAreNone() {
    finds.notAtAllIn(encoded("8035111022467891") + REST);
    finds.notAtAllIn(encoded("103511102246789121234") + REST);
    finds.notAtAllIn(encoded("80351110224678912a") + REST);
    finds.notAtAllIn(encoded("803511102246789121").replace("MTAy", "MT_y") + REST);
    finds.notAtAllIn("com.example.ApplicationConfiguration" + REST);
    finds.notAtAllIn("x" + encoded("803511102246789121") + REST);
    finds.notAtAllIn("\u00e9" + encoded("803511102246789121") + REST);
    finds.notAtAllIn(encoded("803511102246789121") + ".Gx7k_" + REST.substring(7));
    finds.notAtAllIn(encoded("803511102246789121") + ".Gx7k_QQ" + REST.substring(7));
    finds.notAtAllIn(".Gx7k_Q.");
  }

  private static String encoded(String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.getBytes(StandardCharsets.US_ASCII));
  }
}
