package io.llmgw.core.detect.crypto;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/** Addresses to base 32 with a check (Bech32, BIP 173, and Bech32m, BIP 350). */
final class SegwitAddress implements AnchoredRule {
  private static final String DIGITS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int BECH32 = 1;
  private static final int BECH32M = 0x2bc830a3;

  /** Cardano's are the longest; they leave aside the 90 chars of the standard. */
  private static final int LONGEST = 128;

  private static final int SHORTEST = 20;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CRYPTO_ADDRESS);
  }

  /** Bitcoin, its test nets, Litecoin, Cardano and Cosmos. */
  @Override
  public List<String> anchors() {
    return List.of("bc1", "tb1", "bcrt1", "ltc1", "addr1", "stake1", "cosmos1");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    int at = end;
    while (at - end < LONGEST && digit(text.at(at)) >= 0) {
      at++;
    }
    boolean isWhole = at - end >= SHORTEST && !Character.isLetterOrDigit(text.at(at));
    if (isWhole && isOneCase(text, start, at) && isRight(text, start, end - 1, at)) {
      found.add(Entities.CRYPTO_ADDRESS, start, at, Confidence.HIGH, "BECH32");
    }
  }

  private static int digit(char c) {
    return DIGITS.indexOf(Character.toLowerCase(c));
  }

  private static boolean isOneCase(FoldedText text, int from, int to) {
    boolean hasUpper = false;
    boolean hasLower = false;
    for (int i = from; i < to; i++) {
      hasUpper |= Character.isUpperCase(text.at(i));
      hasLower |= Character.isLowerCase(text.at(i));
    }
    return !(hasUpper && hasLower);
  }

  /** Whether the prefix, up to its separator, and the digits leave one of the two constants. */
  private static boolean isRight(FoldedText text, int from, int separator, int to) {
    int check = 1;
    for (int i = from; i < separator; i++) {
      check = step(check, Character.toLowerCase(text.at(i)) >> 5);
    }
    check = step(check, 0);
    for (int i = from; i < separator; i++) {
      check = step(check, Character.toLowerCase(text.at(i)) & 31);
    }
    for (int i = separator + 1; i < to; i++) {
      check = step(check, digit(text.at(i)));
    }
    return check == BECH32 || check == BECH32M;
  }

  private static int step(int check, int value) {
    int top = check >>> 25;
    int next = (check & 0x1ffffff) << 5 ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      next ^= (top >> i & 1) == 1 ? GENERATOR[i] : 0;
    }
    return next;
  }
}
