package io.llmgw.core.link;

import io.llmgw.api.ContextCapture.Restored;
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
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.CallWatch;
import io.llmgw.core.observe.Complaints;
import io.llmgw.core.observe.Watcher;
import io.llmgw.core.shape.ContentLength;
import org.jspecify.annotations.Nullable;

/** One observer at its place in the chain: shows it the call without its text. */
public final class ObserverLink implements Interceptor {
  private final CallObserver observer;
  private final Complaints complaints;
  private final LinkSpec spec;

  /** The link of this observer. */
  public ObserverLink(CallObserver observer, TimeSource time) {
    this.observer = observer;
    this.complaints = new Complaints("observer '" + observer.name() + "'", time);
    this.spec = LinkSpec.named(observer.name()).in(Slot.OBSERVE).failingOpen();
  }

  @Override
  public LinkSpec spec() {
    return spec;
  }

  @Override
  public EventStream intercept(Chain chain) {
    Scope scope = (Scope) chain.context();
    Observation observation = begun(observed(scope, chain.request()));
    if (observation == null) {
      return chain.proceed(chain.request());
    }
    boolean outermost = scope.call().watch() == null;
    CallWatch watch = scope.call().watched();
    Watcher watcher = watch.add(observation, complaints);
    Restored restored = watcher.enter();
    try {
      EventStream stream =
          chain.proceed(chain.request(), new Watch(watcher, watch, scope, outermost));
      // A whole answer is read by the client itself, whose time is the library's own.
      boolean leaves = outermost && scope.delivery() == Delivery.STREAMED;
      return leaves ? watch.handedOut(stream) : stream;
    } finally {
      if (restored != null) {
        watcher.leave(restored);
      }
    }
  }

  private @Nullable Observation begun(ObservedCall call) {
    try {
      return observer.begin(call);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      complaints.add(thrown);
      return null;
    }
  }

  private static ObservedCall observed(Scope scope, LlmRequest<?> request) {
    String name = scope.call().nameFor(request);
    return new ObservedCall(
        scope.callId(),
        scope.runId(),
        scope.parentCallId(),
        scope.caller(),
        scope.purpose(),
        request.operation(),
        name,
        name != null && scope.call().isConfigured(name),
        scope.delivery(),
        request.content().textLength(),
        request instanceof ChatRequest chat ? chat.settings() : GenerationSettings.NONE);
  }

  private record Watch(Watcher watcher, CallWatch watch, Scope scope, boolean outermost)
      implements Tap {
    @Override
    public void onEvent(LlmEvent event) {
      if (event instanceof ContentEvent content) {
        if (outermost) {
          watch.handsOut(content);
        }
        int length = event instanceof ToolArgumentsDelta ? 0 : ContentLength.of(event, 0);
        watcher.onContent(length);
      }
    }

    @Override
    public void onOutcome(Outcome outcome) {
      ObservedOutcome observed = watch.outcome(outcome, scope.call().served());
      watcher.tell(() -> watcher.observation().onOutcome(observed));
    }
  }
}
