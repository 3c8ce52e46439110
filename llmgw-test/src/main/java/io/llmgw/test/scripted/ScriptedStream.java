package io.llmgw.test.scripted;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.time.TimeSource.Scheduled;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Plays one script. Read by one thread at a time; {@link #close()} works from any thread. */
final class ScriptedStream implements EventStream {
  private static final Registration NOT_REGISTERED = () -> {};

  private final String providerName;
  private final Script.Plan plan;
  private final ProviderCall call;
  private final ReceivedCall received;
  private final Gate closed = Gate.closed();
  private @Nullable LlmEvent pending;
  private @Nullable Usage usage;
  private @Nullable Throwable failure;
  private int nextStep;
  private int outputTokens;
  private boolean begun;

  ScriptedStream(String providerName, Script.Plan plan, ProviderCall call, ReceivedCall received) {
    this.providerName = providerName;
    this.plan = plan;
    this.call = call;
    this.received = received;
  }

  /** Runs the script up to its first event, as a real provider answers before it has a stream. */
  void begin() {
    pending = take();
  }

  @Override
  public @Nullable LlmEvent next() {
    if (closed.isOpen()) {
      throw new IllegalStateException("the scripted stream is closed");
    }
    LlmEvent event = pending == null ? takeOrFailAgain() : pending;
    pending = null;
    if (!begun && !plan.bare() && event != null && !(event instanceof Started)) {
      pending = event;
      event = started();
    }
    begun = true;
    if (event != null) {
      hand(event);
    }
    return event;
  }

  @Override
  public void close() {
    received.closed();
    closed.open();
  }

  /** The event that begins an answer. */
  LlmEvent started() {
    return new Started(new ResponseHead(null, call.model(), null, 0, RateLimits.NONE, Map.of()));
  }

  /** The event that signs a reasoning block. */
  LlmEvent signature(int index, String signature) {
    return new BlockSigned(index, signature, providerName);
  }

  /** Fails with this kind, as this provider and model. */
  @Nullable LlmEvent fail(ErrorKind kind) {
    throw LlmException.of(kind, "scripted failure of kind " + kind)
        .target(providerName, call.model())
        .build();
  }

  /** The event that ends an answer. */
  LlmEvent completed(FinishReason reason) {
    Usage reported = usage;
    return new Completed(reason, null, reported == null ? counted() : reported);
  }

  /** Waits on the clocks of the call. */
  @Nullable LlmEvent pause(Duration duration) {
    Gate over = Gate.closed();
    Scheduled alarm = call.time().schedule(duration, over::open);
    try {
      return waitFor(over);
    } finally {
      alarm.cancel();
    }
  }

  /** Waits for the gate, the cancel or the close, whichever comes first. */
  @Nullable LlmEvent waitFor(Gate gate) {
    CountDownLatch wake = new CountDownLatch(1);
    gate.whenOpen(wake::countDown);
    closed.whenOpen(wake::countDown);
    Registration registration = onCancel(wake::countDown);
    try {
      gate.arrive();
      wake.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LlmException.of(ErrorKind.CANCELLED, "interrupted while a script waited")
          .cause(e)
          .build();
    } finally {
      registration.close();
    }
    if (closed.isOpen()) {
      throw LlmException.of(ErrorKind.CANCELLED, "closed while a script waited").build();
    }
    return null;
  }

  /** Skips what is left of the script. */
  @Nullable LlmEvent end() {
    nextStep = plan.steps().size();
    return null;
  }

  private @Nullable LlmEvent takeOrFailAgain() {
    if (failure != null) {
      throw Step.undeclared(failure);
    }
    try {
      return take();
    } catch (Throwable e) { // a script may throw anything
      failure = e;
      throw e;
    }
  }

  private @Nullable LlmEvent take() {
    while (nextStep < plan.steps().size()) {
      throwIfCancelled();
      LlmEvent event = plan.steps().get(nextStep++).take(this);
      throwIfCancelled();
      if (event != null) {
        return event;
      }
    }
    throwIfCancelled();
    return plan.endless();
  }

  private void throwIfCancelled() {
    if (!plan.deaf()) {
      call.cancellation().throwIfCancelled();
    }
  }

  private Registration onCancel(Runnable wakeUp) {
    return plan.deaf() ? NOT_REGISTERED : call.cancellation().onCancel(wakeUp);
  }

  private void hand(LlmEvent event) {
    if (event instanceof UsageReported reported) {
      usage = reported.usage();
    }
    outputTokens += Tokens.count(ReceivedCall.writtenIn(event));
    received.hand(event);
  }

  private Usage counted() {
    int[] input = {0};
    call.request()
        .content()
        .mapText(
            (path, kind, text) -> {
              input[0] += Tokens.count(text);
              return text;
            });
    return Usage.reported(input[0], outputTokens);
  }
}
