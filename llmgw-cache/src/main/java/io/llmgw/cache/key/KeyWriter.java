package io.llmgw.cache.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes values so that two sequences of values are the same bytes only if they are the same
 * values: each has a tag and, where its size is not fixed, its length. For one thread.
 */
final class KeyWriter {
  private static final int NULL = 0;
  private static final int LATIN = 1;
  private static final int WIDE = 2;
  private static final int NUMBER = 3;
  private static final int BYTES = 4;

  private byte[] bytes = new byte[1024];
  private int length;

  /** A name of the field or kind that follows; from 16 to 127. */
  void tag(int tag) {
    room(1);
    bytes[length++] = (byte) tag;
  }

  /** Nothing is there. */
  void nothing() {
    tag(NULL);
  }

  void number(long value) {
    room(1 + Long.BYTES);
    bytes[length++] = NUMBER;
    put(value, Long.BYTES);
  }

  /** One byte a character where each fits into one, else two: nothing is lost, no half pair. */
  void text(@Nullable String text) {
    if (text == null) {
      nothing();
      return;
    }
    int chars = text.length();
    room(1 + Integer.BYTES + 2 * chars);
    int start = length;
    bytes[length++] = LATIN;
    put(chars, Integer.BYTES);
    for (int i = 0; i < chars; i++) {
      char c = text.charAt(i);
      if (c > 0xFF) {
        length = start;
        wide(text);
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  private void wide(String text) {
    bytes[length++] = WIDE;
    put(text.length(), Integer.BYTES);
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i), Character.BYTES);
    }
  }

  /** By their hash: media is large. */
  void hashOf(byte[] media) {
    byte[] hash = sha256().digest(media);
    room(1 + hash.length);
    bytes[length++] = BYTES;
    System.arraycopy(hash, 0, bytes, length, hash.length);
    length += hash.length;
  }

  private void put(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.addExact(Math.max(bytes.length * 2, length), more));
    }
  }

  /** What has been written up to here, to go on from again. */
  int mark() {
    return length;
  }

  /** Forgets what was written since. */
  void back(int mark) {
    length = mark;
  }

  /** The SHA-256 of all that was written. */
  byte[] hash() {
    MessageDigest digest = sha256();
    digest.update(bytes, 0, length);
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
