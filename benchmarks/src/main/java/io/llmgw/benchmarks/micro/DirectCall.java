package io.llmgw.benchmarks.micro;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import io.llmgw.benchmarks.client.Conversation;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A call of a provider without an engine around it: what the chain is measured against. */
record DirectCall(LlmRequest<?> request, Delivery delivery) implements ProviderCall {
  private static final ApiKey KEY = ApiKey.of("benchmark", Conversation.KEY);
  private static final TimeSource TIME = TimeSource.system();
  private static final Timeouts TIMEOUTS = Timeouts.total(Duration.ofMinutes(10));
  private static final Cancellation NEVER = new Never();

  @Override
  public String model() {
    return Conversation.MODEL;
  }

  @Override
  public @Nullable ApiKey key() {
    return KEY;
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Cancellation cancellation() {
    return NEVER;
  }

  @Override
  public TimeSource time() {
    return TIME;
  }

  @Override
  public Timeouts timeouts() {
    return TIMEOUTS;
  }

  @Override
  public void note(String note) {}

  @Override
  public void waitsFor(Supplier<String> limit) {}

  @Override
  public void goesOn() {}

  @Override
  public void sent() {}

  private static final class Never implements Cancellation {
    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public @Nullable Reason reason() {
      return null;
    }

    @Override
    public Registration onCancel(Runnable wakeUp) {
      return () -> {};
    }

    @Override
    public void throwIfCancelled() {}

    @Override
    public <T extends @Nullable Object> T interruptible(Callable<T> code) throws Exception {
      return code.call();
    }
  }
}
