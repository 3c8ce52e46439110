package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {
  private final Finds finds =
      new Finds(NetworkRules.all(), Entities.IP_ADDRESS, Entities.PRIVATE_IP);

  @Test
  void eightGroupsAreOneAndTwoColonsStandForAnyOfThem() {
    Generated generated = new Generated();

    for (int i = 0; i < Generated.COUNT; i++) {
      List<String> groups = new ArrayList<>();
      for (int group = 0; group < 8; group++) {
        groups.add(Integer.toHexString(generated.between(0x1000, 0xFFFF)));
      }
      groups.set(0, "2001");
      finds.whole(String.join(":", groups), HIGH);
      for (int from = 1; from < 8; from++) {
        for (int to = from + 1; to <= 8; to++) {
          String left = String.join(":", groups.subList(0, from));
          String right = String.join(":", groups.subList(to, 8));
          finds.whole(
              left + "::" + right, from + 8 - to > 2 ? HIGH : from + 8 - to == 1 ? LOW : MEDIUM);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001:0db8:0000:0000:0000:ff00:0042:8329",
        "2001:DB8::FF00:42:8329",
        "0:0:0:0:0:0:0:abcd",
        "::ffff:192.0.2.128",
        "::192.0.2.128",
        "64:ff9b::192.0.2.33",
        "2001:db8:1:2:3:4:192.0.2.33",
        "2001:db8:aaaa::/48",
        "fe80:aaaa::1%eth0",
        "fe80:aaaa::1%25en1",
        "fe80:aaaa::1%br-lan.7/64"
      })
  void itIsSureInAllForms(String address) {
    finds.whole(address, HIGH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fe80::1", "ff02::1", "fe80::1%wlan0", "2001:db8::", "2001:db8::/32"})
  void twoGroupsAreFairlySure(String address) {
    finds.whole(address, MEDIUM);
  }

  @Test
  void whatStandsAroundItDoesNotBelongToIt() {
    finds.in("http://[2001:db8::7:1]:8080/x", HIGH, "2001:db8::7:1");
    finds.in("ip:2001:db8::7:1, then", HIGH, "2001:db8::7:1");
    finds.in("mac:2001:db8::7:1.", HIGH, "2001:db8::7:1");
    finds.in("\"host\":\"2001:db8::7:1\"", HIGH, "2001:db8::7:1");
    finds.in("\"host\" :2001:db8::7:1", HIGH, "2001:db8::7:1");
    finds.in("ssh me@2001:db8::7:1: denied", HIGH, "2001:db8::7:1");
    finds.in("2001:db8::7:1%eth0.", HIGH, "2001:db8::7:1%eth0");
    finds.in("2001:db8::7:1%", HIGH, "2001:db8::7:1");
    finds.in("2001:db8::7:1/129", HIGH, "2001:db8::7:1");
  }

  @Test
  void shortOnesNeedAWord() {
    finds.nothingIn("x = y[::2]");
    finds.nothingIn("every second address: addresses[::2]");
    finds.nothingIn("a::1");
    finds.nothingIn("dead::beef");
    finds.in("the ip is ::1", MEDIUM, "::1");
    finds.in("ping 64:ff9b::9", MEDIUM, "64:ff9b::9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "std::vector<int>",
        "Foo::Bar",
        "abc::default",
        "::",
        ":::",
        "2001:db8::1::2",
        "2001:db8:1:2:3:4:5",
        "2001:db8:1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7::8",
        "2001:db8::12345",
        "2001:db8::1z",
        "2001:db8::1.5",
        "12:30:45",
        "2026-11-26T12:30:45.123",
        "key:value",
        "00:1a:2b:3c:4d:5e:6f:70",
        "16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48"
      })
  void otherColonsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  @Test
  void numbersWithColonsAreNotMasked() {
    finds.nothingIn("1:2:3:4:5:6:7:8");
    finds.nothingIn("12:30::45");
    finds.nothingIn("x2001:db8::1");
  }

  @Test
  void aZoneHasUpToSixteenChars() {
    finds.whole("fe80:aaaa::1%" + "a".repeat(16), HIGH);
    finds.in("fe80:aaaa::1%" + "a".repeat(17), HIGH, "fe80:aaaa::1%" + "a".repeat(16));
  }

  @Test
  void withoutAGapItHasLettersOrALongGroup() {
    finds.whole("0:0:0:0:0:0:0:d", HIGH);
    finds.whole("1:2:3:4:5:6:7:812", HIGH);
    finds.in("1:2:3:4:5:6:7:81", LOW, "1:2:3:4:5:6:7:81");
    finds.nothingIn("1:2:3:4:5:6:7:81");
  }

  @Test
  void aPartOfAListIsNoneNearAWordEither() {
    finds.nothingIn("address of hosts(1)[::2]");
    finds.nothingIn("address of hosts[0][::2]");
    finds.in("ip [::1]", MEDIUM, "::1");
    finds.in(":::1", LOW, "::1");
    finds.notAtAllIn("::192.0.2.1a");
  }
}
