package io.llmgw.test;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A link that changes nothing and remembers what passed it: events, and how each of its {@code
 * proceed}s ended. Thread-safe.
 */
public final class OutcomeProbe implements Interceptor {
  private final LinkSpec spec;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<LlmEvent> events = new ArrayList<>();
  private int proceeds;

  private OutcomeProbe(LinkSpec spec) {
    this.spec = spec;
  }

  /** A probe in this slot, outside the other links of the slot. */
  public static OutcomeProbe in(Slot slot) {
    return new OutcomeProbe(LinkSpec.named("probe-" + slot).in(slot).at(Integer.MIN_VALUE));
  }

  @Override
  public LinkSpec spec() {
    return spec;
  }

  @Override
  public EventStream intercept(Chain chain) {
    synchronized (this) {
      proceeds++;
    }
    return chain.proceed(chain.request(), new Recorder());
  }

  /** How often it has called {@code proceed}. */
  public synchronized int proceeds() {
    return proceeds;
  }

  /**
   * How the streams below it ended, in that order; one for each {@code proceed} when all is well.
   */
  public synchronized List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** All events that passed, of all calls. */
  public synchronized List<LlmEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Waits until as many outcomes have come as there were {@code proceed}s.
   *
   * @throws AssertionError when they do not within {@link Patience#limit()}
   */
  public void awaitSettled() {
    Patience.until(
        () -> proceeds() + " outcomes at " + spec.name() + "; came: " + outcomes().size(),
        Patience.limit(),
        () -> outcomes().size() >= proceeds());
  }

  /** Tells the probe. */
  private final class Recorder implements Tap {
    @Override
    public void onOutcome(Outcome outcome) {
      synchronized (OutcomeProbe.this) {
        outcomes.add(outcome);
      }
    }

    @Override
    public void onEvent(LlmEvent event) {
      synchronized (OutcomeProbe.this) {
        events.add(event);
      }
    }
  }
}
