package io.llmgw.core.detect.crypto;

import static io.llmgw.api.redact.Confidence.HIGH;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegwitAddressTest {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

  private final Finds finds = new Finds(CryptoRules.all(), Entities.CRYPTO_ADDRESS);

  /** The examples of BIP 173 and BIP 350. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y",
        "tb1pqqqqp399et2xygdj5xreqhjjvcmzhxw4aywxecjdzew6hylgvsesf3hn0c"
      })
  void itsCheckMakesItSure(String address) {
    finds.whole(address, HIGH);
    finds.in("send to " + address + ".", HIGH, address);
  }

  @Test
  void eachWrongDigitIsNoticed() {
    String address = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";

    for (int i = 4; i < address.length(); i++) {
      for (char other : DIGITS.toCharArray()) {
        if (other != address.charAt(i)) {
          finds.notAtAllIn(address.substring(0, i) + other + address.substring(i + 1));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8F3T4", // two cases
        "xbc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4b",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4q",
        "bc1",
        "abc1 qqqq",
        "bc1qqqqqqqqqqqqqqqqqqqqqqqqqqq"
      })
  void otherWordsAreNone(String text) {
    finds.notAtAllIn(text);
  }

  /** With the check of BIP 173, computed here bit by bit. */
  private static String completed(String prefix, String digits) {
    int[] generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    int check = 1;
    StringBuilder values = new StringBuilder();
    prefix.chars().forEach(c -> values.append((char) (c >> 5)));
    values.append((char) 0);
    prefix.chars().forEach(c -> values.append((char) (c & 31)));
    digits.chars().forEach(c -> values.append((char) DIGITS.indexOf(c)));
    values.append("\0\0\0\0\0\0");
    for (char value : values.toString().toCharArray()) {
      int top = check >>> 25;
      check = (check & 0x1ffffff) << 5 ^ value;
      for (int i = 0; i < 5; i++) {
        check ^= (top >> i & 1) == 1 ? generator[i] : 0;
      }
    }
    check ^= 1;
    StringBuilder whole = new StringBuilder(prefix + "1" + digits);
    for (int i = 5; i >= 0; i--) {
      whole.append(DIGITS.charAt(check >> 5 * i & 31));
    }
    return whole.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bc", "tb", "bcrt", "ltc", "addr", "stake", "cosmos"})
  void twentyTo128DigitsMayStandBehindEachPrefix(String prefix) {
    finds.whole(completed(prefix, "q".repeat(14)), HIGH);
    finds.whole(completed(prefix, "q9z".repeat(40) + "rx"), HIGH);
    finds.notAtAllIn(completed(prefix, "q".repeat(13)));
    finds.notAtAllIn(completed(prefix, "q9z".repeat(41)));
  }
}
