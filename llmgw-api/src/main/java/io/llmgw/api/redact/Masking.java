package io.llmgw.api.redact;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of a place that was found. Immutable. */
public sealed interface Masking {
  /** A placeholder such as {@code <EMAIL_1>}, which is replaced by the value in the answer. */
  static Masking placeholder() {
    return Kept.PLACEHOLDER;
  }

  /** The type alone, such as {@code <EMAIL>}: it is not restored. */
  static Masking token() {
    return Kept.TOKEN;
  }

  /** Nothing takes its place. */
  static Masking drop() {
    return Kept.DROP;
  }

  /** The call fails before anything is sent. */
  static Masking block() {
    return Kept.BLOCK;
  }

  /** The value is sent as it is, and not counted. */
  static Masking allow() {
    return Kept.ALLOW;
  }

  /** The value is sent as it is, and counted: to see what would be masked. */
  static Masking report() {
    return Kept.REPORT;
  }

  /**
   * Asterisks, and the last of its letters and digits as they are; not restored. Separators stay.
   *
   * @param last how many stay, 1 to 4, half of them at most
   */
  static Masking partial(int last) {
    return new Partial(last);
  }

  /**
   * The type and a keyed hash, such as {@code <EMAIL:5f0c3a1b9d27>}: equal for equal values of one
   * key, so that they can be told apart over calls; not restored.
   *
   * @param key of the HMAC (SHA-256): at least 16 bytes, copied
   */
  static Masking hash(byte[] key) {
    return new Keyed(key, false);
  }

  /**
   * Another value of the same form, equal for equal values of one key: digits for digits and
   * letters for letters, separators as they are. What is hexadecimal stays so: MAC and IPv6
   * addresses, and what begins with {@code 0x}. Its check digits are wrong more often than not, and
   * it is not restored.
   *
   * @param key of the HMAC (SHA-256) that it is made from: at least 16 bytes, copied
   */
  static Masking fake(byte[] key) {
    return new Keyed(key, true);
  }

  /** How much of a value it keeps from leaving, from 0 for all of it on: what is stricter. */
  int strictness();

  /** Actions without settings, from the loosest to the strictest. */
  enum Kept implements Masking {
    /** Is sent, and not counted. */
    ALLOW(0),
    /** Is sent, and counted. */
    REPORT(1),
    /** Is restored. */
    PLACEHOLDER(3),
    /** Is not restored. */
    TOKEN(5),
    /** Leaves no trace. */
    DROP(6),
    /** Ends the call. */
    BLOCK(7);

    private final int strictness;

    Kept(int strictness) {
      this.strictness = strictness;
    }

    @Override
    public int strictness() {
      return strictness;
    }
  }

  /**
   * A part stays.
   *
   * @param last how many letters and digits at the end, 1 to 4
   */
  record Partial(int last) implements Masking {
    /** Checks the range. */
    public Partial {
      if (last < 1 || last > 4) {
        throw new IllegalArgumentException("last of " + last + ": must be 1 to 4");
      }
    }

    @Override
    public int strictness() {
      return 2;
    }
  }

  /** Something that is made from the value and a key. */
  final class Keyed implements Masking {
    private static final int SHORTEST = 16;

    private final byte[] key;
    private final boolean fake;

    private Keyed(byte[] key, boolean fake) {
      if (Objects.requireNonNull(key, "key").length < SHORTEST) {
        throw new IllegalArgumentException(
            "key of " + key.length + " bytes: must have " + SHORTEST + " at least");
      }
      this.key = key.clone();
      this.fake = fake;
    }

    /** A copy of the key. */
    public byte[] key() {
      return key.clone();
    }

    /** Whether it has the form of the value. */
    public boolean isFake() {
      return fake;
    }

    @Override
    public int strictness() {
      return 4;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Keyed that && fake == that.fake && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(key);
    }

    /** Without the key. */
    @Override
    public String toString() {
      return fake ? "FAKE" : "HASH";
    }
  }
}
