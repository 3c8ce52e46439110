package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.CallObserver.Observation;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.shape.ContentLength;

/** One observer at its place in the chain: shows it the call without its text. */
public final class ObserverLink implements Interceptor {
  private final CallObserver observer;
  private final LinkSpec spec;

  /** The link of this observer. */
  public ObserverLink(CallObserver observer) {
    this.observer = observer;
    this.spec = LinkSpec.named(observer.name()).in(Slot.OBSERVE).failingOpen();
  }

  @Override
  public LinkSpec spec() {
    return spec;
  }

  @Override
  public EventStream intercept(Chain chain) {
    Scope scope = (Scope) chain.context();
    Observation observation = observer.begin(observed(scope, chain.request()));
    return observation == null
        ? chain.proceed(chain.request())
        : chain.proceed(chain.request(), new Watch(observation, scope));
  }

  private static ObservedCall observed(Scope scope, LlmRequest<?> request) {
    return new ObservedCall(
        scope.callId(),
        scope.runId(),
        scope.parentCallId(),
        scope.caller(),
        scope.purpose(),
        request.operation(),
        request.model(),
        scope.delivery(),
        request.content().textLength());
  }

  private record Watch(Observation observation, Scope scope) implements Tap {
    @Override
    public void onEvent(LlmEvent event) {
      if (event instanceof ContentEvent) {
        observation.onContent(lengthOf(event));
      }
    }

    private static int lengthOf(LlmEvent event) {
      return event instanceof ToolArgumentsDelta ? 0 : ContentLength.of(event, 0);
    }

    @Override
    public void onOutcome(Outcome outcome) {
      observation.onOutcome(withoutText(outcome));
    }

    private ObservedOutcome withoutText(Outcome outcome) {
      if (outcome instanceof Outcome.Success success) {
        return new ObservedOutcome(
            success.completed().finishReason(), null, null, 0, scope.call().served());
      }
      if (outcome instanceof Outcome.Failure failure) {
        return new ObservedOutcome(
            null,
            failure.error().kind(),
            null,
            failure.error().httpStatus(),
            scope.call().served());
      }
      Outcome.Cancelled cancelled = (Outcome.Cancelled) outcome;
      return new ObservedOutcome(null, null, cancelled.reason(), 0, scope.call().served());
    }
  }
}
