package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactVersionTest {
  private final Finds finds =
      new Finds(NetworkRules.all(), Entities.IP_ADDRESS, Entities.PRIVATE_IP);

  @ParameterizedTest
  @CsvSource({
    "com.google.guava:guava:33.2.1.4, 33.2.1.4",
    "a.b:c:203.0.113.7, 203.0.113.7",
    "a.b:c:10.20.30.40, 10.20.30.40",
    "a.:c:203.0.113.7, 203.0.113.7",
    "a.b:my-lib:203.0.113.7, 203.0.113.7",
    "a.b:my_lib:203.0.113.7, 203.0.113.7",
    "a.b:my.lib2:203.0.113.7, 203.0.113.7",
    "lib:12.2.3.4, 12.2.3.4",
    "use lib-2:2.2.3.4 now, 2.2.3.4"
  })
  void behindItsNameItIsLessSure(String text, String version) {
    finds.nothingIn(text);
    finds.in(text, LOW, version);
  }

  @ParameterizedTest
  @CsvSource({
    "lib:112.2.3.4, 112.2.3.4",
    "lib:12.22.3.4, 12.22.3.4",
    "lib:12.2.33.4, 12.2.33.4",
    "lib:12.2.3.44, 12.2.3.44",
    "lib:10.2.3.4, 10.2.3.4",
    "2lib:12.2.3.4, 12.2.3.4",
    "-lib:12.2.3.4, 12.2.3.4",
    ":12.2.3.4, 12.2.3.4",
    "a.b::12.2.3.4, 12.2.3.4",
    "a:b:203.0.113.7, 203.0.113.7",
    "a:b:12.2.3.4, 12.2.3.4",
    ".a:b:203.0.113.7, 203.0.113.7",
    "1.a:b:203.0.113.7, 203.0.113.7",
    "a.b:c/203.0.113.7, 203.0.113.7"
  })
  void otherwiseItIsAnAddress(String text, String address) {
    finds.in(text, HIGH, address);
  }

  @Test
  void aNameHasSixtyFourCharsAtMost() {
    finds.nothingIn("a.b:" + "n".repeat(64) + ":203.0.113.7");
    finds.in("a.b:" + "n".repeat(65) + ":203.0.113.7", HIGH, "203.0.113.7");
  }
}
