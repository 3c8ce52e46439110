package io.llmgw.test;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt without an engine around it: what a test of a {@link Provider} gives to {@code open}.
 * Asks for a stream of the model {@code any}, without key, on the system's clocks and without
 * timeouts, unless told otherwise before it is used.
 *
 * <pre>{@code
 * LoneCall call = LoneCall.of(ChatRequest.of("Why?")).with(Delivery.WHOLE);
 * assertThat(call.events(provider)).last().isInstanceOf(Completed.class);
 * }</pre>
 *
 * <p>Everything that it says afterwards, and {@link #cancel()}, may be used from any thread.
 */
public final class LoneCall implements ProviderCall {
  private final LlmRequest<?> request;
  private final LoneCancellation cancellation = new LoneCancellation();
  private final List<String> notes = new ArrayList<>();
  private String model = "any";
  private Delivery delivery = Delivery.STREAMED;
  private @Nullable ApiKey key;
  private TimeSource time = TimeSource.system();
  private Timeouts timeouts = Timeouts.none();
  private volatile boolean sent;

  private LoneCall(LlmRequest<?> request) {
    this.request = request;
  }

  /** A call that asks this. */
  public static LoneCall of(LlmRequest<?> request) {
    return new LoneCall(request);
  }

  /** Asks this model, by the provider's own id. */
  public LoneCall model(String id) {
    model = id;
    return this;
  }

  /** Asks for the answer whole or as a stream. */
  public LoneCall with(Delivery manner) {
    delivery = manner;
    return this;
  }

  /** Comes with this key; null for none. */
  public LoneCall with(@Nullable ApiKey secret) {
    key = secret;
    return this;
  }

  /** Runs on these clocks. */
  public LoneCall with(TimeSource clocks) {
    time = clocks;
    return this;
  }

  /** Is bounded by these clocks, as far as they are the provider's business. */
  public LoneCall with(Timeouts limits) {
    timeouts = limits;
    return this;
  }

  /**
   * Makes the call: opens, pulls all events and closes.
   *
   * @throws io.llmgw.api.error.LlmException when the answer fails
   */
  public List<LlmEvent> events(Provider provider) {
    List<LlmEvent> events = new ArrayList<>();
    try (EventStream stream = provider.open(this)) {
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(event);
      }
    }
    return events;
  }

  /** Cancels it, as the engine does: runs the wake-ups on this thread. Idempotent. */
  public void cancel() {
    cancellation.cancel();
  }

  /** How many wake-ups are registered; none once its stream is closed. */
  public int wakeUps() {
    return cancellation.registered();
  }

  /** Whether the provider said that the request may have reached it. */
  public boolean isSent() {
    return sent;
  }

  /** What the provider noted in the call's trail. */
  public List<String> notes() {
    synchronized (notes) {
      return List.copyOf(notes);
    }
  }

  @Override
  public LlmRequest<?> request() {
    return request;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public @Nullable ApiKey key() {
    return key;
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
  public void note(String note) {
    synchronized (notes) {
      notes.add(note);
    }
  }

  @Override
  public void sent() {
    sent = true;
  }
}
