package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4AddressTest {
  private final Finds finds =
      new Finds(NetworkRules.all(), Entities.IP_ADDRESS, Entities.PRIVATE_IP);

  @Test
  void anyFourNumbersBelow256AreOne() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      String address =
          generated.between(0, 255)
              + "."
              + generated.between(0, 255)
              + "."
              + generated.between(0, 255)
              + "."
              + generated.between(100, 255);
      finds.whole(address, HIGH);
      finds.in("Logged in from " + address + ".", HIGH, address);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "255.255.255.255",
        "8.8.4.4",
        "10.20.30.0/24",
        "172.16.0.0/12",
        "203.0.113.7/32"
      })
  void itsNetworkBelongsToIt(String address) {
    finds.whole(address, HIGH);
  }

  @Test
  void whatStandsAroundItDoesNotBelongToIt() {
    finds.in("http://203.0.113.7/24", HIGH, "203.0.113.7");
    finds.in("http://203.0.113.7:8080/24", HIGH, "203.0.113.7");
    finds.in("ssh root@203.0.113.7", HIGH, "203.0.113.7");
    finds.in("203.0.113.7/33 and (203.0.113.8)", HIGH, "203.0.113.7", "203.0.113.8");
    finds.in(
        "203.0.113.7-203.0.113.9,203.0.113.11", HIGH, "203.0.113.7", "203.0.113.9", "203.0.113.11");
    finds.in("db.example.org/203.0.113.7:5432 refused", HIGH, "203.0.113.7");
    finds.in("web/203.0.113.7:5432 refused", HIGH, "203.0.113.7");
    finds.in("routes/203.0.113.7/24/x", LOW, "203.0.113.7");
    finds.in("{\"ip\":\"203.0.113.7\"}", HIGH, "203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.1.1.1",
        "1.1.1.300",
        "192.168.01.1",
        "1.2.3",
        "1.2.3.4.5",
        "1.3.6.1.4.1.311",
        "3.41.2.3.4",
        "v1.2.3.4",
        "a1.2.3.4",
        "1.2.3.4a",
        "1.234.567.890",
        "2026.11.26"
      })
  void otherNumbersAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version 4.2.1.0",
        "Version: 4.2.1.0",
        "AssemblyVersion(\"1.0.0.0\")",
        "versions 4.2.1.0 and 4.2.1.1",
        "v. 12.4.1.0",
        "firmware is 12.4.1.0",
        "see section 3.2.1.4",
        "Chrome/120.0.0.0 Safari/537.36",
        "engine-1.2.3.4.jar",
        "engine_1.2.3.4",
        "1.2.3.4-rc1",
        "1.2.3.4.jar",
        "1.2.3.4+7",
        "requests==2.31.0.1",
        "flask>=2.1.0.0",
        "^1.2.3.4",
        "1.2.3.4 How to read a trace",
        "### 1.2.3.4 How to read a trace",
        "Contents\n  1.2.3.4 How to read a trace",
        "<h4>1.2.3.4 How to read a trace</h4>"
      })
  void whatIsNumberedLikeOneIsNotMasked(String text) {
    finds.nothingIn(text);
  }

  @Test
  void theLastWordBeforeDecides() {
    finds.in("version 4 of the server at 198.51.100.4", HIGH, "198.51.100.4");
    finds.in("ip-10.1.2.3.internal", HIGH, "10.1.2.3");
    finds.in("We use version 9. Ping failed for 198.51.100.4", HIGH, "198.51.100.4");
    finds.in("Version 9. The 198.51.100.4 one is down", HIGH, "198.51.100.4");
    finds.in("version 9\n198.51.100.4 is down", HIGH, "198.51.100.4");
    finds.in("the server has version 4.2.1.0", LOW, "4.2.1.0");
    finds.nothingIn("the server has version 4.2.1.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(Name/12.2.3.4",
        "\tName/12.2.3.4",
        "a\nName/12.2.3.4",
        "x<=12.2.3.4",
        "x~=12.2.3.4",
        "~12.2.3.4",
        "12.2.3.4-a",
        "12.2.3.4.z",
        "12.2.3.4_1",
        "version a. b 12.2.3.4",
        "version a.B 12.2.3.4"
      })
  void behindANameOrGoingOnItIsLessSure(String text) {
    finds.nothingIn(text);
    finds.in(text, LOW, "12.2.3.4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ")Name/12.2.3.4",
        "/12.2.3.4",
        "x=12.2.3.4",
        "x!=12.2.3.4",
        "--12.2.3.4",
        "12.2.3.4-A",
        "12.2.3.4-1",
        "12.2.3.4, a",
        "12.2.3.4 How",
        "version a. B 12.2.3.4",
        "version\n12.2.3.4"
      })
  void otherwiseItIsSure(String text) {
    finds.in(text, HIGH, "12.2.3.4");
  }

  @Test
  void namesAndIndentsAndWordsAreLookedAtSoFar() {
    finds.nothingIn("n".repeat(32) + "/12.2.3.4");
    finds.in("n".repeat(33) + "/12.2.3.4", HIGH, "12.2.3.4");
    finds.nothingIn("#".repeat(8) + "1.2.3.4 How");
    finds.in("#".repeat(9) + "1.2.3.4 How", HIGH, "1.2.3.4");
    finds.in("x 1.2.3.4 How", HIGH, "1.2.3.4");
    finds.in("1.2.3.4, how", HIGH, "1.2.3.4");
    finds.in("1.2.3.4 12", HIGH, "1.2.3.4");
    finds.nothingIn("version" + " ".repeat(33) + "12.2.3.4");
    finds.in("version" + " ".repeat(34) + "12.2.3.4", HIGH, "12.2.3.4");
  }

  @Test
  void aPrefixHasTwoDigitsAndEndsThere() {
    finds.whole("10.0.0.0/0", HIGH);
    finds.whole("10.0.0.0/032", HIGH);
    finds.in("10.0.0.0/0032", HIGH, "10.0.0.0");
    finds.in("10.0.0.0/", HIGH, "10.0.0.0");
    finds.in("10.0.0.0/8x", HIGH, "10.0.0.0");
    finds.in("10.0.0.0/8/9", HIGH, "10.0.0.0");
    finds.in("x@10.0.0.0/8", HIGH, "10.0.0.0");
    finds.in("x/10.0.0.1:1/8", HIGH, "10.0.0.1");
  }

  @Test
  void aSnifferWritesThePortBehindAFullStop() {
    finds.in(
        "IP 203.0.113.7.51022 > 198.51.100.2.443: Flags [S]", HIGH, "203.0.113.7", "198.51.100.2");
    finds.in(
        "10:15:30.123456 IP 203.0.113.7.53 > 198.51.100.2.22: UDP",
        HIGH,
        "203.0.113.7",
        "198.51.100.2");
    finds.in("IP 203.0.113.7.53: x", HIGH, "203.0.113.7");
    finds.in("> 203.0.113.7.53: x", HIGH, "203.0.113.7");
    finds.in("203.0.113.7.1024", HIGH, "203.0.113.7");
    finds.in("from 203.0.113.7.51022, closed", HIGH, "203.0.113.7");
    finds.in("203.0.113.7.65535.", HIGH, "203.0.113.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "203.0.113.7.65536",
        "203.0.113.7.510222",
        "203.0.113.7.443",
        "203.0.113.7.1023",
        "203.0.113.7.01234",
        "203.0.113.7.51022.1",
        "203.0.113.7.51022.jar",
        "203.0.113.7.51022-rc1",
        "1.203.0.113.7.51022",
        "x203.0.113.7.51022",
        "1.3.6.1.4.1.9999",
        "203.0.113.7.5102x",
        "summary?doi=10.1.1.217.9208",
        "CiteSeerX 10.1.1.217.9208"
      })
  void otherFifthPartsMakeItNone(String text) {
    finds.nothingIn(text);
  }
}
