package io.llmgw.providers.rig;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One attempt without an engine around it. */
public final class LoneCall implements ProviderCall {
  public static final String PROMPT = "canary-prompt-7f3a";
  public static final String SECRET = "sk-canary-key-91bc";

  private final LlmRequest<?> request;
  private final Delivery delivery;
  private final TimeSource time;
  private final Timeouts timeouts;
  private final LoneCancellation cancellation = new LoneCancellation();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile Runnable onSent = () -> {};

  private LoneCall(LlmRequest<?> request, Delivery delivery, TimeSource time, Timeouts timeouts) {
    this.request = request;
    this.delivery = delivery;
    this.time = time;
    this.timeouts = timeouts;
  }

  public static LoneCall whole() {
    return of(ChatRequest.of(PROMPT), Delivery.WHOLE);
  }

  public static LoneCall streamed() {
    return of(ChatRequest.of(PROMPT), Delivery.STREAMED);
  }

  public static LoneCall of(LlmRequest<?> request, Delivery delivery) {
    return new LoneCall(request, delivery, TimeSource.system(), Timeouts.none());
  }

  /** A prompt larger than what sockets hold. */
  public static LoneCall large() {
    return of(ChatRequest.of("x".repeat(24 << 20)), Delivery.WHOLE);
  }

  public LoneCall on(TimeSource clock, Timeouts limits) {
    return new LoneCall(request, delivery, clock, limits);
  }

  /** Runs code on the thread of the call, right before its first byte leaves. */
  public LoneCall onSent(Runnable code) {
    onSent = code;
    return this;
  }

  /** Runs code on the thread of the call, as soon as one of its waits is over. */
  public LoneCall onWaited(Runnable code) {
    cancellation.onTakenBack(code);
    return this;
  }

  /** How often the provider said that the request may have left. */
  public int sentCount() {
    return sent.get();
  }

  public void cancel() {
    cancellation.cancel();
  }

  public int registeredWakeUps() {
    return cancellation.registered();
  }

  /** Pulls everything there is, and closes. */
  public Result runOn(Provider provider) {
    List<LlmEvent> events = new ArrayList<>();
    boolean opened = false;
    try (EventStream stream = provider.open(this)) {
      opened = true;
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(event);
      }
      return new Result(events, opened, null);
    } catch (LlmException e) {
      return new Result(events, opened, e);
    }
  }

  /** What came of a call: events, and the failure that ended them. */
  public record Result(List<LlmEvent> events, boolean opened, @Nullable LlmException failure) {
    public String text() {
      StringBuilder text = new StringBuilder();
      for (LlmEvent event : events) {
        if (event instanceof TextDelta delta) {
          text.append(delta.text());
        }
      }
      return text.toString();
    }

    public LlmException error() {
      if (failure == null) {
        throw new AssertionError("no failure, but " + events);
      }
      return failure;
    }

    /** Fails with the failure, if there is one. */
    public Result succeeded() {
      if (failure != null) {
        throw new AssertionError("failed with " + failure.kind(), failure);
      }
      return this;
    }
  }

  @Override
  public LlmRequest<?> request() {
    return request;
  }

  @Override
  public String model() {
    return "gpt-test";
  }

  @Override
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public ApiKey key() {
    return ApiKey.of("main", SECRET);
  }

  @Override
  public int attempt() {
    return 1;
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public TimeSource time() {
    return time;
  }

  @Override
  public Timeouts timeouts() {
    return timeouts;
  }

  @Override
  public void note(String note) {}

  @Override
  public void sent() {
    sent.incrementAndGet();
    onSent.run();
  }
}
