package io.llmgw.core.detect.key;

import io.llmgw.core.detect.AnchoredRule;
import java.util.stream.Stream;

/** All rules of this package. */
public final class KeyRules {
  private KeyRules() {}

  /** Those of vendors first. */
  public static Stream<AnchoredRule> all() {
    Stream<AnchoredRule> vendors = VendorTable.shapes().stream().map(VendorKey::new);
    return Stream.concat(
        vendors,
        Stream.of(
            new AwsSecret(),
            new PrivateKeyBlock(),
            new JsonWebToken(),
            new Authorization(),
            new AuthField(),
            new DiscordToken(),
            new AzureKey()));
  }
}
