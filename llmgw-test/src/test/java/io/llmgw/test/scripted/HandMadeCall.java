package io.llmgw.test.scripted;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** A provider call without an engine. */
final class HandMadeCall implements ProviderCall, Cancellation {
  final VirtualTime time = VirtualTime.create();
  private final Set<Runnable> wakeUps = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;

  void cancel() {
    cancelled = true;
    wakeUps.forEach(Runnable::run);
  }

  @Override
  public LlmRequest<?> request() {
    return ChatRequest.of("Why is the sky blue?");
  }

  @Override
  public String model() {
    return "scripted-1";
  }

  @Override
  public Delivery delivery() {
    return Delivery.STREAMED;
  }

  @Override
  public ApiKey key() {
    return ApiKey.of("main", "secret");
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Cancellation cancellation() {
    return this;
  }

  @Override
  public TimeSource time() {
    return time;
  }

  @Override
  public Timeouts timeouts() {
    return Timeouts.total(Duration.ofMinutes(1));
  }

  @Override
  public void note(String note) {}

  @Override
  public void sent() {}

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public Reason reason() {
    return cancelled ? Reason.CALLER : null;
  }

  @Override
  public Registration onCancel(Runnable wakeUp) {
    wakeUps.add(wakeUp);
    if (cancelled) {
      wakeUp.run();
    }
    return () -> wakeUps.remove(wakeUp);
  }

  @Override
  public void throwIfCancelled() {
    if (cancelled) {
      throw LlmException.of(ErrorKind.CANCELLED, "cancelled").reason(Reason.CALLER).build();
    }
  }

  @Override
  public <T> T interruptible(Callable<T> code) throws Exception {
    return code.call();
  }

  int registrations() {
    return wakeUps.size();
  }
}
