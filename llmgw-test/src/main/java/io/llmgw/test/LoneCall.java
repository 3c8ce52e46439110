package io.llmgw.test;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.time.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
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
  private static final int MOST_EVENTS = 1_000_000;

  private final LlmRequest<?> request;
  private final LoneCancellation cancellation = new LoneCancellation();
  private final List<String> notes = new ArrayList<>();
  private String model = "any";
  private Delivery delivery = Delivery.STREAMED;
  private @Nullable ApiKey key;
  private TimeSource time = TimeSource.system();
  private Timeouts timeouts = Timeouts.none();
  private final AtomicInteger sent = new AtomicInteger();
  private volatile boolean taken;
  private volatile @Nullable Supplier<String> awaited;
  private volatile Runnable onSent = () -> {};

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

  /** Runs this on the thread of the call, when the provider says that the request may go out. */
  public LoneCall onSent(Runnable code) {
    onSent = code;
    return this;
  }

  /**
   * Runs this once on the thread of the call, when a wait of it is over that a cancel would end.
   */
  public LoneCall onWaited(Runnable code) {
    cancellation.onTakenBack(code);
    return this;
  }

  /**
   * Makes the call: opens, pulls all events and closes. What comes behind {@code Completed} is not
   * pulled to its end: one event of it tells enough.
   *
   * @throws LlmException when the answer fails
   * @throws AssertionError when there is no end to the events
   */
  public List<LlmEvent> events(Provider provider) {
    Result result = run(provider);
    if (result.failure != null) {
      throw result.failure;
    }
    return result.events;
  }

  /** The same, where a failure is what is looked at. */
  public Result run(Provider provider) {
    List<LlmEvent> events = new ArrayList<>();
    boolean opened = false;
    try (EventStream stream = provider.open(this)) {
      opened = true;
      boolean complete = false;
      for (LlmEvent event = stream.next(); event != null; event = stream.next()) {
        events.add(event);
        if (complete) {
          break;
        }
        complete = event instanceof Completed;
        requireAnEnd(events);
      }
      return new Result(events, opened, null);
    } catch (LlmException e) {
      return new Result(events, opened, e);
    }
  }

  /** Whoever reads until the end must not do so for ever. */
  static void requireAnEnd(List<LlmEvent> events) {
    if (events.size() > MOST_EVENTS) {
      throw new AssertionError("there must be an end: " + MOST_EVENTS + " events, no Completed");
    }
  }

  /**
   * What came of a call.
   *
   * @param events all that came
   * @param opened whether there was a stream, or {@code open} failed
   * @param failure what ended it early; null for nothing
   */
  public record Result(List<LlmEvent> events, boolean opened, @Nullable LlmException failure) {
    /** Copies the events. */
    public Result {
      events = List.copyOf(events);
    }

    /** The text of the events. */
    public String text() {
      StringBuilder text = new StringBuilder();
      for (LlmEvent event : events) {
        if (event instanceof TextDelta delta) {
          text.append(delta.text());
        }
      }
      return text.toString();
    }

    /**
     * The failure.
     *
     * @throws AssertionError when there was none
     */
    public LlmException error() {
      if (failure == null) {
        throw new AssertionError("no failure, but " + events.size() + " events");
      }
      return failure;
    }

    /**
     * This.
     *
     * @throws AssertionError when there was a failure
     */
    public Result succeeded() {
      if (failure != null) {
        throw new AssertionError("failed with " + failure.kind(), failure);
      }
      return this;
    }

    /** How it ended; no text. */
    @Override
    public String toString() {
      return "Result[" + events.size() + " events, " + failure + "]";
    }
  }

  /** Cancels it, as the engine does: runs the wake-ups on this thread. Idempotent. */
  public void cancel() {
    cancellation.cancel();
  }

  /** How many wake-ups are registered; none once its stream is closed. */
  public int wakeUps() {
    return cancellation.registered();
  }

  /**
   * Whether the provider said that the request may have been taken: sent, and not refused unread.
   */
  public boolean isSent() {
    return taken;
  }

  /** How often the provider said so. */
  public int timesSent() {
    return sent.get();
  }

  /** The limit within which the provider says it waits for a place; null while it does not. */
  public @Nullable String awaited() {
    Supplier<String> limit = awaited;
    return limit == null ? null : limit.get();
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
  public void waitsFor(Supplier<String> limit) {
    awaited = limit;
  }

  @Override
  public void goesOn() {
    awaited = null;
  }

  @Override
  public void sent() {
    sent.incrementAndGet();
    taken = true;
    onSent.run();
  }

  @Override
  public void refusedUnread() {
    taken = false;
  }
}
