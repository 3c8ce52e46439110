package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
  private final Finds finds = new Finds(NetworkRules.all(), Entities.MAC_ADDRESS);

  @Test
  void sixPairsAreOneInThreeNotations() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String hex = "0a" + generated.chars("0123456789abcdefABCDEF", 10);
      String colons = hex.replaceAll("(..)(?!$)", "$1:");
      finds.whole(colons, HIGH);
      finds.in("MAC:" + colons + ".", HIGH, colons);
      finds.whole(colons.replace(':', '-'), HIGH);
      finds.whole(hex.replaceAll("(....)(?!$)", "$1."), HIGH);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AA:BB:CC:DD:EE:FF",
        "aa-bb-cc-dd-ee-ff",
        "00:11:22:33:44:55",
        "00:1a:2b:ff:fe:3c:4d:5e"
      })
  void pairsAreSure(String address) {
    finds.whole(address, HIGH);
  }

  @Test
  void digitsOrLettersAloneMayBeOtherThings() {
    finds.nothingIn("10-11-22-33-44-55");
    finds.in("wifi 10-11-22-33-44-55", HIGH, "10-11-22-33-44-55");
    finds.nothingIn("1234.5678.9012");
    finds.nothingIn("dead.beef.cafe");
    finds.in("mac 1234.5678.9012", HIGH, "1234.5678.9012");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:00:00:00:00:00",
        "ff-ff-ff-ff-ff-FF",
        "00:1A:2B:3C:4D",
        "00:1A:2B:3C:4D:5",
        "00:1A:2B:3C:4D:5G",
        "00:1A:2B:3C:4D:5E7",
        "00:1A:2B:3C:4D:5E:x1",
        "00:1A:2B:3C:4D:5E:6F",
        "00:1A:2B-3C:4D:5E",
        "000:1A:2B:3C:4D:5E",
        "16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48", // a fingerprint
        "1234.abcd",
        "1234.abcd.1234.abcd",
        "[.1fa3.0020.0002]", // weights of a collation
        "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
        "12:30:45",
        "2026-11-26",
        "01-23-45-67-89"
      })
  void otherGroupsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00:1A:2B:3C:4D:5E:6F:70:81",
        "1A:00:1A:2B:3C:4D:5E:6F:70",
        "a1:00:1A:2B:3C:4D:5E:6F:70:81:92",
        "x00:1A:2B:3C:4D:5E",
        "00:1A:2B:3C:4D:5E.",
        "1.1234.5678.abcd",
        ".1234.5678.abcd",
        "0000.0000.0000",
        "FFFF.ffff.FFFF"
      })
  void longerRowsAndNobodysAddressAreNone(String text) {
    if (text.endsWith(".")) {
      finds.in(text, HIGH, "00:1A:2B:3C:4D:5E");
    } else {
      finds.notAtAllIn(text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mac:0a:1A:2B:3C:4D:5E",
        "eth0:0a:1A:2B:3C:4D:5E",
        "x1a:0a:1A:2B:3C:4D:5E",
        "a:0a:1A:2B:3C:4D:5E",
        "x:0a:1A:2B:3C:4D:5E"
      })
  void aWordAndAColonMayStandBefore(String text) {
    finds.in(text, HIGH, "0a:1A:2B:3C:4D:5E");
  }

  @Test
  void oneOtherDigitMakesItSomebodys() {
    finds.whole("00:00:00:00:00:01", HIGH);
    finds.whole("ff:ff:ff:ff:ff:fe", HIGH);
    finds.whole("11:11:11:11:11:11", HIGH);
  }

  @Test
  void withHyphensItHasLettersAndWithDotsDigitsToo() {
    finds.whole("aa-bb-cc-dd-ee-ff", HIGH);
    finds.whole("1a-22-33-44-55-66", HIGH);
    finds.whole("1a22.3333.4444", HIGH);
    finds.in("dead.beef.cafe", LOW, "dead.beef.cafe");
    finds.in("11-22-33-44-55-66", LOW, "11-22-33-44-55-66");
  }

  @Test
  void aColonMayStandBehindItAndAShortGroupNotInFront() {
    finds.in("00:1A:2B:3C:4D:5E: up", HIGH, "00:1A:2B:3C:4D:5E");
    finds.notAtAllIn("mac 1:1A:2B:3C:4D:5E");
  }
}
