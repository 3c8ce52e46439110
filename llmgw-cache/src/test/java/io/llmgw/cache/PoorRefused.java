package io.llmgw.cache;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.Gate;
import java.util.Objects;

/** Refuses the poor, once all have come. */
final class PoorRefused implements Interceptor {
  final Gate gate = Gate.closed();
  volatile ErrorKind kind = ErrorKind.BUDGET;

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("refusal").in(Slot.CALL);
  }

  @Override
  public EventStream intercept(Chain chain) {
    if (Objects.equals(chain.context().caller().user(), "poor")) {
      gate.arrive();
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw LlmException.of(kind, "the poor may not").build();
    }
    return chain.proceed(chain.request());
  }
}
