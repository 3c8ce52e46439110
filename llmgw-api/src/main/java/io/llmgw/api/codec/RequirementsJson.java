package io.llmgw.api.codec;

import io.llmgw.api.route.Requirements;
import io.llmgw.api.usage.Cost;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a target must offer. */
final class RequirementsJson {
  private RequirementsJson() {}

  static @Nullable FieldWriter write(@Nullable Requirements requirements) {
    return requirements == null
        ? null
        : new FieldWriter()
            .time("maxTimeToFirstToken", requirements.maxTimeToFirstToken())
            .put("minTokensPerSecond", requirements.minTokensPerSecond())
            .object("maxCost", writeMost(requirements.maxCost()))
            .put("region", requirements.region());
  }

  private static @Nullable FieldWriter writeMost(@Nullable Cost cost) {
    return cost == null
        ? null
        : new FieldWriter().put("amount", cost.amount()).put("currency", cost.currency());
  }

  static Requirements read(FieldReader in) {
    Duration firstToken = in.timeOr("maxTimeToFirstToken");
    Double perSecond = in.realOr("minTokensPerSecond");
    FieldReader most = in.objectOr("maxCost");
    Cost maxCost = most == null ? null : readMost(most);
    String region = in.stringOr("region");
    return in.into(() -> new Requirements(firstToken, perSecond, maxCost, region));
  }

  private static Cost readMost(FieldReader in) {
    BigDecimal amount = in.present("amount").decimalOr("amount");
    String currency = in.string("currency");
    return in.into(() -> Cost.estimated(Objects.requireNonNull(amount), currency));
  }
}
