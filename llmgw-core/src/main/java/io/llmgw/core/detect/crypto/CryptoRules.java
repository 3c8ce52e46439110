package io.llmgw.core.detect.crypto;

import io.llmgw.core.detect.Rules;
import java.util.List;

/** All rules of this package. */
public final class CryptoRules {
  private CryptoRules() {}

  /** Addresses, keys and seed phrases of wallets. */
  public static Rules all() {
    return new Rules(
        List.of(),
        List.of(new SegwitAddress(), new EthereumAddress()),
        List.of(new Base58Value()),
        List.of(new SeedPhrase()));
  }
}
