package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.route.Target;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.account.AttemptMeter;
import io.llmgw.core.chain.Blamed;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.PlaceWait;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.AttemptWatch;
import io.llmgw.core.observe.CallWatch;
import io.llmgw.core.shape.AnswerShape;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hands the attempt to its provider: the innermost link, which waits for the commit. */
public final class ProviderLink implements Interceptor, Blamed {
  private static final LinkSpec SPEC = LinkSpec.named("provider").in(Slot.PROVIDER);

  /** Beyond any answer, and small enough that no sum of calls overflows. */
  private static final long MOST_TOKENS = 1L << 40;

  private final Models models;

  /** Calls the providers of these names. */
  public ProviderLink(Models models) {
    this.models = models;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    Scope scope = (Scope) chain.context();
    Provider provider = providerOf(scope);
    checkOperation(provider, attemptOf(scope).target().model(), chain.request());
    attemptOf(scope).meter().asks(chain.request());
    EventStream stream;
    try {
      stream = opened(provider, new RealProviderCall(scope, chain.request()), scope);
    } catch (Throwable thrown) {
      throw explained(scope, thrown);
    }
    if (stream == null) {
      throw breach(scope, "returned no stream");
    }
    AnswerShape shape = AnswerShape.of(chain.request());
    EventStream exchange = new Exchange(ProgressClock.on(stream, scope), scope, shape);
    return Committed.of(
        scope.call().drain().isOn() ? new DrainedStream(exchange, scope) : exchange);
  }

  /** What a provider takes its time for is not the library's own. */
  private static @Nullable EventStream opened(
      Provider provider, RealProviderCall call, Scope scope) {
    CallWatch watch = scope.call().watch();
    if (watch == null) {
      return provider.open(call); // no lambda for what nobody watches
    }
    AttemptWatch attempt = attemptOf(scope).watch();
    if (attempt != null) {
      attempt.asks(provider.server());
    }
    EventStream stream = CallWatch.<@Nullable EventStream>outside(watch, () -> provider.open(call));
    return stream == null ? null : CallWatch.outside(watch, stream);
  }

  private static void checkOperation(Provider provider, String model, LlmRequest<?> request) {
    Capability needed = Capability.of(request.operation());
    boolean isOffered = provider.capabilities().has(needed);
    if (isOffered && needed != Capability.CHAT) { // what a model can is made anew by some
      isOffered = provider.capabilities(model).has(needed);
    }
    if (!isOffered) {
      throw LlmException.of(
              ErrorKind.UNSUPPORTED,
              "provider '" + provider.name() + "' does not offer " + needed + ": choose another")
          .target(provider.name(), null)
          .build();
    }
  }

  /** What the provider threw, unless the attempt was ended from outside: then that is the cause. */
  private LlmException explained(Scope scope, Throwable thrown) {
    if (Failures.isFatal(thrown)) {
      throw (Error) thrown;
    }
    if (Failures.isInterrupt(thrown)) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      scope.call().cancellation().cancel(Reason.CALLER);
    }
    RealCancellation token = scope.cancellation();
    if (token.isCancelled()) {
      LlmException end = inPlace(token.ended(), attemptOf(scope));
      end.addSuppressed(thrown);
      return end;
    }
    return failure(scope, thrown);
  }

  /** What ends where an attempt waits for a place of this process is not its provider's failure. */
  private static LlmException inPlace(LlmException end, RealAttempt attempt) {
    PlaceWait place = attempt.place();
    return end.kind() == ErrorKind.TIMEOUT && place != null && !place.isOver()
        ? AttemptTap.noPlace(attempt, place, "attempt clock")
        : end;
  }

  @Override
  public LlmException breach(Scope scope, String rule) {
    return blame(scope, rule).build();
  }

  @Override
  public LlmException failure(Scope scope, Throwable thrown) {
    if (!(thrown instanceof LlmException typed)) {
      return blame(scope, "failed with " + thrown.getClass().getName()).cause(thrown).build();
    }
    if (thrown instanceof CallCancelledException) {
      return blame(scope, Failures.OWN_CANCEL).cause(thrown).build();
    }
    return typed.provider() != null
        ? typed
        : typed.toBuilder()
            .target(attemptOf(scope).target().provider(), attemptOf(scope).target().model())
            .build();
  }

  /** It has broken off, or fails in a way that nothing is known of: so it may have worked. */
  private LlmException.Builder blame(Scope scope, String what) {
    Provider provider = providerOf(scope);
    RealAttempt attempt = attemptOf(scope);
    return LlmException.of(
            ErrorKind.PROTOCOL,
            "provider '" + provider.name() + "' (" + provider.getClass().getName() + ") " + what)
        .retryable(false)
        .possiblyBilled(attempt.isSent())
        .target(provider.name(), attempt.target().model());
  }

  private Provider providerOf(Scope scope) {
    return models.provider(attemptOf(scope).target());
  }

  private static RealAttempt attemptOf(Scope scope) {
    return Objects.requireNonNull(scope.attempt(), "attempt");
  }

  /** The provider's stream, with its failures explained; ends with the attempt, heeded or not. */
  private final class Exchange implements EventStream {
    private final EventStream inner;
    private final Scope scope;
    private final AnswerShape shape;
    private final AttemptMeter meter;
    private ResponseHead head = ResponseHead.NONE;

    Exchange(EventStream inner, Scope scope, AnswerShape shape) {
      this.inner = inner;
      this.scope = scope;
      this.shape = shape;
      this.meter = attemptOf(scope).meter();
    }

    @Override
    public @Nullable LlmEvent next() {
      LlmEvent event;
      try {
        scope.cancellation().throwIfCancelled();
        event = inner.next();
        if (!(event instanceof Completed)) {
          scope.cancellation().throwIfCancelled();
        }
      } catch (Throwable thrown) {
        throw explained(scope, thrown);
      }
      String rule = event == null ? null : shape.brokenBy(event);
      if (rule != null) {
        throw breach(scope, rule);
      }
      if (event instanceof UsageReported report) {
        check(report.usage());
      } else if (event instanceof Completed completed) {
        check(completed.usage());
      }
      if (event instanceof Started started) {
        head = started.head();
      }
      LlmEvent counted = event == null ? null : meter.received(event);
      if (event instanceof Completed completed && hasFailed(completed)) {
        throw nothingMade(completed);
      }
      return counted;
    }

    /** With content it is an answer that its reader has begun to read, and may judge himself. */
    private boolean hasFailed(Completed completed) {
      return completed.finishReason() == FinishReason.ERROR && !meter.hasContent();
    }

    private LlmException nothingMade(Completed completed) {
      Target target = attemptOf(scope).target();
      return LlmException.of(
              ErrorKind.SERVER,
              target + " says that it failed to make an answer: try later or elsewhere")
          .target(target.provider(), target.model())
          .httpStatus(head.httpStatus())
          .requestId(head.requestId())
          .providerCode(completed.rawFinishReason())
          .possiblyBilled(true)
          .build();
    }

    private void check(Usage usage) {
      if (!usage.isAtMost(MOST_TOKENS)) {
        throw breach(scope, "reports an impossible usage: " + usage + " above " + MOST_TOKENS);
      }
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
