package io.llmgw.cache.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.cache.entry.EventSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What those do together who have waited for a call that failed, or who ask for one by its name.
 * Who of them comes when it is over finds here what came of it, so that they ask once, however fast
 * that ends. Where they want different things by then, those who want the same ask once. An answer
 * is held whether it is kept or not, up to what is held of a flight, for they had asked before it
 * came. It is gone with the last of them. Thread-safe.
 */
final class Round {
  private final int number;
  private @Nullable Round next;
  private final Map<Object, Landing> landings = new ConcurrentHashMap<>();
  private final Map<Object, Sought> tooLong = new ConcurrentHashMap<>();

  /** The first one. */
  Round() {
    this(0);
  }

  private Round(int number) {
    this.number = number;
  }

  /**
   * What came of it.
   *
   * @param asked by whoever has begun it
   */
  record Landing(List<LlmEvent> events, @Nullable LlmException failure, Sought asked) {
    /**
     * The same for one who comes late.
     *
     * @throws LlmException a copy of what it failed with
     */
    EventStream given(Sought late) {
      late.learn(asked);
      if (failure != null) {
        throw failure.toBuilder().callId(null).build();
      }
      return EventStreams.of(events);
    }
  }

  /** What they do next where this fails too. */
  synchronized Round next() {
    Round known = next;
    if (known == null) {
      known = new Round(number + 1);
      next = known;
    }
    return known;
  }

  /** Whether the other one follows this one, next or later. */
  boolean isBefore(Round other) {
    return number < other.number;
  }

  /**
   * This one, or the first of those that follow whose answer may be given to who comes now: it has
   * not failed with what is sought, nor is it past its time.
   *
   * @param isPast of what was sought by whoever has begun it, and answered
   */
  Round open(Object terms, Predicate<Sought> isPast) {
    Round round = this;
    while (round.isOver(terms, isPast)) {
      round = round.next();
    }
    return round;
  }

  private boolean isOver(Object terms, Predicate<Sought> isPast) {
    Landing landing = landings.get(terms);
    if (landing != null && landing.failure() != null) {
      return true;
    }
    Sought answered = landing == null ? tooLong.get(terms) : landing.asked();
    return answered != null && isPast.test(answered);
  }

  /**
   * What came of it; null while it is under way, or where nobody was left to wait for it.
   *
   * @param own what is sought: the landing is one of a call for the same
   */
  @Nullable Landing landing(Sought own) {
    return landings.get(own.terms());
  }

  /** Whether it was answered, and by more than is held here. */
  boolean isTooLong(Sought own) {
    return tooLong.containsKey(own.terms());
  }

  /** It has ended with this. */
  void land(Landing landing) {
    landings.put(landing.asked().terms(), landing);
  }

  /**
   * Collects what it gives, until that is all, or too much.
   *
   * @param asked by whoever begins it
   */
  Tap collecting(Sought asked) {
    return new Collecting(asked);
  }

  private final class Collecting implements Tap {
    private final Sought asked;
    private List<LlmEvent> events = new ArrayList<>();
    private long bytes;

    Collecting(Sought asked) {
      this.asked = asked;
    }

    @Override
    public void onEvent(LlmEvent event) {
      if (isTooLong()) {
        return;
      }
      bytes += EventSize.of(event);
      events.add(event);
      if (isTooLong()) {
        events = new ArrayList<>(0); // the memory is wanted elsewhere
      }
    }

    private boolean isTooLong() {
      return bytes > Replay.MOST_BYTES_OF_WHOLE;
    }

    @Override
    public void onOutcome(Outcome outcome) {
      if (outcome instanceof Outcome.Failure failed) {
        land(new Landing(List.of(), failed.error(), asked));
      } else if (outcome instanceof Outcome.Success && isTooLong()) {
        tooLong.put(asked.terms(), asked);
      } else if (outcome instanceof Outcome.Success) {
        land(new Landing(List.copyOf(events), null, asked));
      }
    }
  }
}
