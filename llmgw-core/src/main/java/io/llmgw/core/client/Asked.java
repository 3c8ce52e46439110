package io.llmgw.core.client;

import io.llmgw.api.Caller;
import io.llmgw.api.CancelHandle;
import io.llmgw.api.chain.Reason;
import io.llmgw.core.chain.RealCancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a call was asked for, whatever it asks.
 *
 * @param configuration what it goes by, as it was when it was asked for
 * @param caller who asks
 * @param token what ends it
 * @param handles by which he may end it
 * @param waited how long it has waited for a thread; its total has run meanwhile
 */
record Asked(
    Configuration configuration,
    Caller caller,
    RealCancellation token,
    List<CancelHandle> handles,
    Duration waited) {
  /** The same, after it has waited for so long. */
  Asked after(Duration wait) {
    return new Asked(configuration, caller, token, handles, wait);
  }

  /** The same, without what was waited for: a part of it that begins by itself. */
  Asked part(RealCancellation ofPart) {
    return new Asked(configuration, caller, ofPart, List.of(), Duration.ZERO);
  }

  /** Lets its handles end it, until what is returned has run. */
  List<Runnable> registered() {
    List<Runnable> releases = handles.isEmpty() ? List.of() : new ArrayList<>(handles.size());
    for (CancelHandle handle : handles) {
      releases.add(handle.onCancel(() -> token.cancel(Reason.CALLER)));
    }
    return releases;
  }

  /** What is left of a total; at least a moment, as the call itself says that the time is up. */
  @Nullable Duration leftOf(@Nullable Duration total) {
    if (total == null || waited.isZero()) {
      return total;
    }
    Duration left = total.minus(waited);
    return left.compareTo(Duration.ZERO) > 0 ? left : Duration.ofNanos(1);
  }
}
