package io.llmgw.core.detect.crypto;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Words to base 58 with a check: addresses of Bitcoin and those that are made like it (Litecoin,
 * Dogecoin, Dash, Tron, Ripple), private keys in their import format, and extended keys (BIP 32).
 * Solana's addresses have no check, so they need a word near them.
 */
final class Base58Value implements NumberRule {
  private static final int SHORTEST = 25;
  private static final int LONGEST = 112;
  private static final int ADDRESS_BYTES = 21;
  private static final int KEY_BYTES = 33;
  private static final int RIPPLE_SEED_BYTES = 17;
  private static final int EXTENDED_BYTES = 78;
  private static final int SOLANA_BYTES = 32;

  /** The first byte of a Ripple seed, and the third byte of extended private keys' versions. */
  private static final byte RIPPLE_SEED = 33;

  private static final Cues SOLANA = Cues.of("solana", "sol", "wallet", "phantom", "spl");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CRYPTO_ADDRESS, Entities.CRYPTO_KEY);
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    int from = index;
    while (index - from < LONGEST && isLetter(text.at(from - 1))) {
      from--;
    }
    int to = index;
    while (to - from <= LONGEST && Base58.isDigit(text.at(to))) {
      to++;
    }
    int length = to - from;
    boolean isWord =
        length >= SHORTEST
            && length <= LONGEST
            && !Character.isLetterOrDigit(text.at(from - 1))
            && !Character.isLetterOrDigit(text.at(to));
    if (!isWord) {
      return;
    }
    EntityType type = checkedType(text, from, to);
    if (type != null) {
      found.add(type, from, to, Confidence.HIGH, type.name());
    } else if (isSolana(text, from, to)) {
      found.add(Entities.CRYPTO_ADDRESS, from, to, Confidence.MEDIUM, "SOLANA");
    }
  }

  private static boolean isLetter(char c) {
    return Base58.isDigit(c) && c > '9';
  }

  private static @Nullable EntityType checkedType(FoldedText text, int from, int to) {
    byte[] value = Base58.BITCOIN.checked(text, from, to);
    if (value != null) {
      return type(value);
    }
    char first = text.at(from);
    byte[] ripple = first == 'r' || first == 's' ? Base58.RIPPLE.checked(text, from, to) : null;
    if (ripple == null) {
      return null;
    }
    boolean isSeed = ripple.length == RIPPLE_SEED_BYTES && ripple[0] == RIPPLE_SEED;
    return isSeed ? Entities.CRYPTO_KEY : type(ripple);
  }

  /** By its length, since each coin has a version of its own; null for other uses of base 58. */
  private static @Nullable EntityType type(byte[] value) {
    boolean isKey =
        value.length == KEY_BYTES || (value.length == KEY_BYTES + 1 && value[KEY_BYTES] == 1);
    if (isKey) {
      return Entities.CRYPTO_KEY;
    }
    if (value.length == EXTENDED_BYTES) {
      // A private key is a number of 32 bytes after a zero byte (BIP 32, serialization format).
      return value[EXTENDED_BYTES - KEY_BYTES] == 0 ? Entities.CRYPTO_KEY : Entities.CRYPTO_ADDRESS;
    }
    return value.length == ADDRESS_BYTES ? Entities.CRYPTO_ADDRESS : null;
  }

  private static boolean isSolana(FoldedText text, int from, int to) {
    int length = to - from;
    return (length == 43 || length == 44)
        && SOLANA.isNear(text, from, to)
        && Base58.BITCOIN.bytes(text, from, to).length == SOLANA_BYTES;
  }
}
