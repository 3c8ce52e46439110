package io.llmgw.core.detect.crypto;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EthereumAddressTest {
  private final Finds addresses = new Finds(CryptoRules.all(), Entities.CRYPTO_ADDRESS);
  private final Finds keys = new Finds(CryptoRules.all(), Entities.CRYPTO_KEY);

  /** The examples of EIP-55. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void mixedCaseIsACheck(String address) {
    addresses.whole(address, HIGH);
    for (int i = 2; i < address.length(); i++) {
      char c = address.charAt(i);
      char other = Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
      if (other != c) {
        addresses.notAtAllIn(address.substring(0, i) + other + address.substring(i + 1));
      }
    }
  }

  @Test
  void oneCaseNeedsAWord() {
    String lower = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed";

    addresses.in("at " + lower, LOW, lower);
    addresses.nothingIn("at " + lower);
    addresses.in("my wallet is " + lower, MEDIUM, lower);
    addresses.in(
        "ETH: " + lower.substring(2).toUpperCase().replaceAll("^", "0x"),
        MEDIUM,
        lower.substring(2).toUpperCase().replaceAll("^", "0x"));
  }

  @Test
  void aKeyNeedsAWordAsHashesLookLikeIt() {
    String key = "0x" + "4c0883a69102937d".repeat(4);

    keys.notAtAllIn("transaction " + key);
    keys.in("private key: " + key, MEDIUM, key);
    keys.in("{\"privateKey\":\"" + key + "\"}", MEDIUM, key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed0",
        "10x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedg",
        "0xDEADBEEF",
        "0x"
      })
  void otherNumbersAreNone(String text) {
    addresses.notAtAllIn(text);
  }

  @Test
  void anAddressHasFortyDigitsAndAKeySixtyFour() {
    String key = "4c0883a69102937d".repeat(4);

    keys.in("private key: 0x" + key, MEDIUM, "0x" + key);
    keys.notAtAllIn("private key: 0x" + key + "0");
    keys.notAtAllIn("private key: 0x" + key.substring(1));
    keys.notAtAllIn("private key: 0x" + key + "z");
    keys.notAtAllIn("private key: a0x" + key);
    addresses.in("0x" + "0".repeat(40), LOW, "0x" + "0".repeat(40));
    addresses.in("0X" + "1".repeat(40) + ".", LOW, "0X" + "1".repeat(40));
  }
}
