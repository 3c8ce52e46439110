package io.llmgw.core.detect.crypto;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.Set;

/**
 * Ethereum's addresses, whose upper case letters are a check (EIP-55), and private keys: 0x and 40
 * or 64 hexadecimal digits. Addresses in one case, and keys, look as hashes do, so that they need a
 * word near them.
 */
final class EthereumAddress implements AnchoredRule {
  private static final int ADDRESS = 40;
  private static final int KEY = 64;

  private static final Cues COIN =
      Cues.of(
          "eth",
          "ethereum",
          "wallet",
          "address",
          "erc20",
          "erc",
          "metamask",
          "usdt",
          "usdc",
          "polygon",
          "bsc",
          "bnb",
          "crypto",
          "recipient",
          "sender",
          "deposit",
          "withdraw");
  private static final Cues SECRET =
      Cues.of("private key", "privatekey", "private_key", "secret key", "secretkey", "signing key");

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.CRYPTO_ADDRESS, Entities.CRYPTO_KEY);
  }

  @Override
  public List<String> anchors() {
    return List.of("0x");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetterOrDigit(text.at(start - 1))) {
      return;
    }
    int at = end;
    while (at - end <= KEY && Character.digit(text.at(at), 16) >= 0) {
      at++;
    }
    if (Character.isLetterOrDigit(text.at(at))) {
      return;
    }
    if (at - end == ADDRESS) {
      address(text, start, at, found);
    } else if (at - end == KEY && SECRET.isNear(text, start, at)) {
      found.add(Entities.CRYPTO_KEY, start, at, Confidence.MEDIUM, "ETHEREUM_KEY");
    }
  }

  private static void address(FoldedText text, int start, int end, Findings found) {
    boolean hasUpper = false;
    boolean hasLower = false;
    for (int i = end - ADDRESS; i < end; i++) {
      hasUpper |= Character.isUpperCase(text.at(i));
      hasLower |= Character.isLowerCase(text.at(i));
    }
    boolean isMixed = hasUpper && hasLower;
    if (isMixed && !isRight(text, end - ADDRESS, end)) {
      return;
    }
    Confidence alone = COIN.isNear(text, start, end) ? Confidence.MEDIUM : Confidence.LOW;
    Confidence confidence = isMixed ? Confidence.HIGH : alone;
    found.add(Entities.CRYPTO_ADDRESS, start, end, confidence, "ETHEREUM");
  }

  /** Whether exactly those letters are upper case whose digit in the hash is eight or more. */
  private static boolean isRight(FoldedText text, int from, int to) {
    byte[] lower = new byte[to - from];
    for (int i = from; i < to; i++) {
      lower[i - from] = (byte) Character.toLowerCase(text.at(i));
    }
    byte[] hash = Keccak.hash256(lower);
    for (int i = 0; i < lower.length; i++) {
      int digit = hash[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF;
      char c = text.at(from + i);
      if (Character.isLetter(c) && Character.isUpperCase(c) != digit >= 8) {
        return false;
      }
    }
    return true;
  }
}
