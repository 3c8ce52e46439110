package io.llmgw.api.codec;

import io.llmgw.api.request.Hedging;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a second target is asked. */
final class HedgingJson {
  private HedgingJson() {}

  static @Nullable FieldWriter write(@Nullable Hedging hedging) {
    return hedging == null
        ? null
        : new FieldWriter()
            .put("percentile", hedging.percentile())
            .time("delay", hedging.delay())
            .put("share", hedging.share())
            .flag("sameTarget", hedging.sameTarget());
  }

  static Hedging read(FieldReader in) {
    Double percentile = in.realOr("percentile");
    Duration delay = in.time("delay");
    Double share = in.realOr("share");
    boolean sameTarget = in.flag("sameTarget");
    return in.into(
        () ->
            new Hedging(
                percentile == null ? 0 : percentile, delay, share == null ? 0 : share, sameTarget));
  }
}
