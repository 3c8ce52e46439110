package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Rules;
import java.util.List;
import java.util.stream.Stream;

/** All rules of this package. */
public final class SecretRules {
  private SecretRules() {}

  /** Keys, tokens and passwords. */
  public static Rules all() {
    Stream<AnchoredRule> others =
        Stream.of(
            new AwsSecret(),
            new PrivateKeyBlock(),
            new JsonWebToken(),
            new Authorization(),
            new SecretAssignment(),
            new PasswordFile(),
            new ClientOption(),
            new UserAndPassword(),
            new ConfiguredPassword(),
            new DataSourceName(),
            new SharedParameter(),
            new SqlPassword());
    Stream<AnchoredRule> keys = VendorTable.shapes().stream().map(VendorKey::new);
    return new Rules(List.of(), Stream.concat(keys, others).toList(), List.of());
  }
}
