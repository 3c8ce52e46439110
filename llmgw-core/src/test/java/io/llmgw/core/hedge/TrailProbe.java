package io.llmgw.core.hedge;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Trail;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.Patience;
import org.jspecify.annotations.Nullable;

/** Reads the trail of a call while it is under way. */
final class TrailProbe implements Interceptor {
  private volatile @Nullable Trail trail;

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("trail-probe").in(Slot.CALL);
  }

  @Override
  public EventStream intercept(Chain chain) {
    trail = chain.context().trail();
    return chain.proceed(chain.request());
  }

  /** Waits for a note that begins so. */
  void await(String note) {
    Patience.until(
        () -> "a note '" + note + "...' in " + trail,
        Patience.limit(),
        () -> {
          Trail now = trail;
          return now != null
              && now.entries().stream().anyMatch(entry -> entry.note().startsWith(note));
        });
  }
}
