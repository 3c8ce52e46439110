package io.llmgw.core.detect.crypto;

import io.llmgw.core.detect.FoldedText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Numbers to base 58 whose last four bytes are the first of SHA-256, taken twice, of the others
 * (Base58Check). Bitcoin and most others have one alphabet, Ripple has another.
 */
final class Base58 {
  static final Base58 BITCOIN =
      new Base58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz");
  static final Base58 RIPPLE =
      new Base58("rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz");

  private static final int CHECK_BYTES = 4;

  /** For each ASCII char its digit, -1 for none. */
  private final byte[] digits = new byte[128];

  private final char zero;

  private Base58(String alphabet) {
    Arrays.fill(digits, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      digits[alphabet.charAt(i)] = (byte) i;
    }
    zero = alphabet.charAt(0);
  }

  /** Whether it is a digit; all alphabets have the same ones. */
  static boolean isDigit(char c) {
    return c < 128 && BITCOIN.digits[c] >= 0;
  }

  /**
   * The bytes that these digits, at least twenty, stand for, without those of the check; null if it
   * is wrong.
   */
  byte @Nullable [] checked(FoldedText text, int from, int to) {
    byte[] bytes = bytes(text, from, to);
    int length = bytes.length - CHECK_BYTES;
    byte[] value = Arrays.copyOf(bytes, length);
    byte[] hash = sha256(sha256(value));
    return Arrays.equals(hash, 0, CHECK_BYTES, bytes, length, bytes.length) ? value : null;
  }

  /** All bytes; each zero digit at the beginning is a zero byte. */
  byte[] bytes(FoldedText text, int from, int to) {
    byte[] number = new byte[to - from];
    int first = number.length;
    int zeros = 0;
    while (from + zeros < to && text.at(from + zeros) == zero) {
      zeros++;
    }
    for (int i = from + zeros; i < to; i++) {
      int carry = digits[text.at(i)];
      int at = number.length;
      while (at > first || carry != 0) {
        at--;
        carry += (number[at] & 0xFF) * 58;
        number[at] = (byte) carry;
        carry >>= 8;
      }
      first = at;
    }
    return Arrays.copyOfRange(number, first - zeros, number.length);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
