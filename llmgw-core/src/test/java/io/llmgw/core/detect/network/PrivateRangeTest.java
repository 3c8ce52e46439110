package io.llmgw.core.detect.network;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of private networks, the loopback and the link are of a type of their own. */
class PrivateRangeTest {
  private final Finds ofAll = new Finds(NetworkRules.all(), Entities.IP_ADDRESS);
  private final Finds ofPrivate = new Finds(NetworkRules.all(), Entities.PRIVATE_IP);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.0", "10.255.255.255", "172.16.0.1", "172.31.255.254", "192.168.0.1",
        "192.168.255.255", "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254",
        "10.0.0.0/8"
      })
  void ofVersion4(String address) {
    ofPrivate.in("ip " + address + " x", HIGH, address);
    ofAll.notAtAllIn("ip " + address + " x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.1", "192.167.1.1", "192.169.1.1",
        "126.0.0.1", "128.0.0.1", "169.253.1.1", "169.255.1.1", "100.10.0.1", "1.10.0.1",
        "203.0.113.10"
      })
  void othersOfVersion4(String address) {
    ofAll.in("ip " + address + " x", HIGH, address);
    ofPrivate.notAtAllIn("ip " + address + " x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::1",
        "0:0:0:0:0:0:0:1",
        "fe80::1ff:fe23:4567:890a",
        "fe80::1%eth0",
        "FEBF::1:2",
        "fc00::1:2",
        "fdff:ffff::1:2",
        "fd12:3456:789a:1::1/64",
        "::ffff:10.1.2.3",
        "0:0:0:0:0:FFFF:192.168.1.1"
      })
  void ofVersion6(String address) {
    ofPrivate.in("ip address " + address + " x", LOW, address);
    ofAll.notAtAllIn("ip address " + address + " x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::2",
        "0::2",
        "0:0:0:0:0:0:0:2",
        "::11",
        "1::1",
        "2001:db8::1",
        "fec0::1:2",
        "fe7f::1:2",
        "fbff::1:2",
        "fe00::1:2",
        "fd::1:2",
        "::ffff:8.8.8.8",
        "0:0:0:0:0:0:1:1"
      })
  void othersOfVersion6(String address) {
    ofAll.in("ip address " + address + " x", Confidence.LOW, address);
    ofPrivate.notAtAllIn("ip address " + address + " x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1::ffff:10.1.2.3", "::fff:10.1.2.3"})
  void aPrivateQuadAtTheEndIsNotEnough(String address) {
    ofAll.in("ip " + address + " x", HIGH, address);
  }
}
