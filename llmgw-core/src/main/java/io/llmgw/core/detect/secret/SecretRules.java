package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Rules;
import io.llmgw.core.detect.key.KeyRules;
import java.util.List;
import java.util.stream.Stream;

/** All rules for what opens doors. */
public final class SecretRules {
  private SecretRules() {}

  /** Keys, tokens and passwords. */
  public static Rules all() {
    Stream<AnchoredRule> others =
        Stream.of(
            new SecretAssignment(),
            new PasswordFile(),
            new ClientOption(),
            new UserAndPassword(),
            new HostLogin(),
            new ConfiguredPassword(),
            new DataSourceName(),
            new SharedParameter(),
            new SqlPassword(),
            new SecretColumn(),
            new SqlInsert());
    return new Rules(List.of(), Stream.concat(KeyRules.all(), others).toList(), List.of());
  }
}
