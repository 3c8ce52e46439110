package io.llmgw.cache;

import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.test.Patience;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How calls ended, by whatever door they came: not all of these tell their caller. */
final class Outcomes implements CallObserver {
  private final AtomicInteger begun = new AtomicInteger();
  private final List<ObservedOutcome> ended = new ArrayList<>();
  private final Map<CallFact, Long> facts = new EnumMap<>(CallFact.class);

  @Override
  public Observation begin(ObservedCall call) {
    begun.incrementAndGet();
    return new Observation() {
      @Override
      public void onFact(CallFact fact, @Nullable String detail, long amount) {
        noted(fact, amount);
      }

      @Override
      public void onOutcome(ObservedOutcome outcome) {
        ended(outcome);
      }
    };
  }

  private synchronized void noted(CallFact fact, long amount) {
    facts.merge(fact, amount, Long::sum);
  }

  private synchronized void ended(ObservedOutcome outcome) {
    ended.add(outcome);
  }

  private synchronized List<ObservedOutcome> ended() {
    return List.copyOf(ended);
  }

  /** How many calls have begun. */
  int begun() {
    return begun.get();
  }

  /** What all calls so far have told of this, in sum. */
  synchronized long sum(CallFact fact) {
    return facts.getOrDefault(fact, 0L);
  }

  /** Those of so many calls, once all of these have ended; forgets them. */
  List<ObservedOutcome> take(int calls) {
    Patience.until(
        () -> calls + " calls to end; ended: " + ended().size(),
        Patience.limit(),
        () -> ended().size() >= calls);
    synchronized (this) {
      List<ObservedOutcome> taken = ended();
      ended.clear();
      begun.set(0);
      return taken;
    }
  }
}
