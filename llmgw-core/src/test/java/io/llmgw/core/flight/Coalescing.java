package io.llmgw.core.flight;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.test.Patience;
import java.util.ArrayList;
import java.util.List;

/** Lets equal requests share one flight: the least that a coalescing link can be. */
final class Coalescing implements Interceptor {
  private final List<Outcome> flights = new ArrayList<>();
  private final Replay replay;

  Coalescing() {
    this(Replay.BOUNDED);
  }

  /** That holds so much of what they share. */
  Coalescing(Replay replay) {
    this.replay = replay;
  }

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("coalescing").in(Slot.CACHE);
  }

  @Override
  public EventStream intercept(Chain chain) {
    return chain.share(chain.request().content(), chain.request(), this::landed, replay);
  }

  private synchronized void landed(Outcome outcome) {
    flights.add(outcome);
  }

  /** How the flights ended so far. */
  synchronized List<Outcome> flights() {
    return List.copyOf(flights);
  }

  List<Outcome> awaitFlights(int count) {
    Patience.until(
        () -> count + " flights to end; ended: " + flights(),
        Patience.limit(),
        () -> flights().size() >= count);
    return flights();
  }
}
