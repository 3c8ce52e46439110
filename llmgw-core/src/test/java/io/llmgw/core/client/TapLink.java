package io.llmgw.core.client;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.test.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A link that changes nothing and does at its outcomes what the test says. Thread-safe. */
public final class TapLink implements Interceptor {
  private final LinkSpec spec;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile Consumer<Outcome> atOutcome = outcome -> {};
  private volatile Consumer<LlmEvent> atEvent = event -> {};

  private TapLink(LinkSpec spec) {
    this.spec = spec;
  }

  public static TapLink in(Slot slot) {
    return new TapLink(LinkSpec.named("tap-" + slot).in(slot));
  }

  /** Done at each outcome, before it is recorded. */
  public TapLink atOutcome(Consumer<Outcome> action) {
    atOutcome = action;
    return this;
  }

  public TapLink atEvent(Consumer<LlmEvent> action) {
    atEvent = action;
    return this;
  }

  @Override
  public LinkSpec spec() {
    return spec;
  }

  @Override
  public EventStream intercept(Chain chain) {
    return chain.proceed(
        chain.request(),
        new Tap() {
          @Override
          public void onOutcome(Outcome outcome) {
            atOutcome.accept(outcome);
            add(outcome);
          }

          @Override
          public void onEvent(LlmEvent event) {
            atEvent.accept(event);
          }
        });
  }

  private synchronized void add(Outcome outcome) {
    outcomes.add(outcome);
    threads.add(Thread.currentThread());
  }

  public synchronized List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** The threads on which the outcomes came. */
  public synchronized List<Thread> threads() {
    return List.copyOf(threads);
  }

  /** Waits for the one outcome there is to be. */
  public Outcome awaitOutcome() {
    return awaitOutcomes(1).get(0);
  }

  public List<Outcome> awaitOutcomes(int count) {
    Patience.until(
        () -> count + " outcomes; came: " + outcomes(),
        Patience.limit(),
        () -> outcomes().size() >= count);
    return outcomes();
  }
}
