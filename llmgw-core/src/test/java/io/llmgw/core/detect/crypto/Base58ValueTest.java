package io.llmgw.core.detect.crypto;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Finds;
import io.llmgw.core.detect.Generated;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base58ValueTest {
  private static final String BITCOIN =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz";

  private final Finds addresses = new Finds(CryptoRules.all(), Entities.CRYPTO_ADDRESS);
  private final Finds keys = new Finds(CryptoRules.all(), Entities.CRYPTO_KEY);
  private final Generated generated = new Generated();

  @Test
  void addressesOfAllCoinsAreFound() throws GeneralSecurityException {
    int[] versions = {0, 5, 0x30, 0x32, 0x1E, 0x4C, 0x41, 0x6F};
    for (int i = 0; i < Generated.COUNT; i++) {
      byte[] bytes = generated.digits(21).getBytes(US_ASCII);
      bytes[0] = (byte) versions[i % versions.length];
      String address = written(bytes, BITCOIN);
      addresses.whole(address, HIGH);
      addresses.in("to:" + address + ", fast", HIGH, address);
      bytes[0] = 0;
      addresses.whole(written(bytes, RIPPLE), HIGH);
    }
  }

  @Test
  void privateKeysAreFound() throws GeneralSecurityException {
    for (int i = 0; i < Generated.COUNT; i++) {
      byte[] bytes = generated.digits(34).getBytes(US_ASCII);
      bytes[0] = (byte) 0x80;
      bytes[33] = 1;
      keys.whole(written(bytes, BITCOIN), HIGH);
      keys.whole(written(Arrays.copyOf(bytes, 33), BITCOIN), HIGH);
      bytes[33] = 2;
      keys.notAtAllIn(written(bytes, BITCOIN));
    }
  }

  @Test
  void extendedKeysAreFound() throws GeneralSecurityException {
    byte[] bytes = Arrays.copyOf(new byte[] {4, (byte) 0x88, (byte) 0xAD, (byte) 0xE4, 7}, 78);
    Arrays.fill(bytes, 13, 78, (byte) 9);
    bytes[45] = 0;
    keys.whole(written(bytes, BITCOIN), HIGH);
    bytes[45] = 2;
    addresses.whole(written(bytes, BITCOIN), HIGH);
  }

  /** Base58Check by whole numbers. */
  private static String written(byte[] value, String alphabet) throws GeneralSecurityException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] all = Arrays.copyOf(value, value.length + 4);
    System.arraycopy(sha.digest(sha.digest(value)), 0, all, value.length, 4);
    StringBuilder reversed = new StringBuilder();
    BigInteger base = BigInteger.valueOf(58);
    for (BigInteger rest = new BigInteger(1, all); rest.signum() > 0; rest = rest.divide(base)) {
      reversed.append(alphabet.charAt(rest.mod(base).intValue()));
    }
    for (int i = 0; all[i] == 0; i++) {
      reversed.append(alphabet.charAt(0));
    }
    return reversed.reverse().toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2",
        "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"
      })
  void publishedAddressesAreFound(String address) {
    addresses.whole(address, HIGH);
    for (int i = 1; i < address.length(); i++) {
      char other = address.charAt(i) == 'A' ? 'B' : 'A';
      addresses.notAtAllIn(address.substring(0, i) + other + address.substring(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ",
        "KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617",
        "sn259rEFXrQrWyx3Q7XneWcwV6dfL"
      })
  void publishedKeysAreFound(String key) {
    keys.whole(key, HIGH);
    keys.notAtAllIn(key.substring(0, 9) + (key.charAt(9) == 'A' ? 'B' : 'A') + key.substring(10));
  }

  @Test
  void solanaHasNoCheckSoThatItNeedsAWord() {
    String address = "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin";

    addresses.notAtAllIn(address);
    addresses.in("my Solana wallet " + address, MEDIUM, address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa1",
        "x1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "da39a3ee5e6b4b1d3255bfef95681890afd81119",
        "12345678901234567890123456789",
        "1111111111111111111111111111111111"
      })
  void otherWordsAreNone(String text) {
    addresses.notAtAllIn(text);
  }

  @Test
  void aSeedOfRippleIsAKeyAndOtherLengthsAreNone() throws GeneralSecurityException {
    byte[] seed = generated.digits(17).getBytes(US_ASCII);
    seed[0] = 33;
    keys.whole(written(seed, RIPPLE), HIGH);
    seed[0] = 34;
    keys.notAtAllIn(written(seed, RIPPLE));
    byte[] other = generated.digits(20).getBytes(US_ASCII);
    addresses.notAtAllIn(written(other, BITCOIN));
    keys.notAtAllIn(written(other, BITCOIN));
    keys.notAtAllIn(written(Arrays.copyOf(other, 35), BITCOIN));
  }

  @Test
  void solanasAddressHasThirtyTwoBytesIn43Or44Chars() {
    String address = "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin";

    addresses.in("sol " + address, MEDIUM, address);
    addresses.in("sol " + address.substring(1), MEDIUM, address.substring(1));
    addresses.notAtAllIn("sol " + address.substring(2));
    addresses.notAtAllIn("sol z" + address.substring(1)); // too large for 32 bytes
    addresses.notAtAllIn("sol " + address + "1");
    addresses.notAtAllIn("sol " + address + "\u00e9");
    addresses.notAtAllIn("sol \u00e9" + address);
  }

  @Test
  void itMayStandFarBehindTheBeginning() throws GeneralSecurityException {
    String address = "LRAzMfw5aMSTSm19BVyY5zWPrx5cmzWNvY"; // letters before its first digit

    addresses.in("x ".repeat(60) + address, HIGH, address);
    addresses.whole("1111111111111111111114oLvT2", HIGH); // a row of zeros
    addresses.notAtAllIn("1\u0080");
  }

  @Test
  void anExtendedKeyHasUpToAHundredAndTwelveChars() throws GeneralSecurityException {
    byte[] bytes = new byte[78];
    Arrays.fill(bytes, (byte) 9);
    String longest = written(bytes, BITCOIN);

    assertThat(longest).hasSize(112);
    addresses.whole(longest, HIGH);
    addresses.notAtAllIn(longest + "1");
  }
}
