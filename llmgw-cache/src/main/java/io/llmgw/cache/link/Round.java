package io.llmgw.cache.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.cache.entry.EventSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those do together who have waited for a call that failed. Who of them comes when it is over
 * finds here what came of it, so that they ask once, however fast that ends. It is gone with the
 * last of them. Thread-safe.
 */
final class Round {
  private @Nullable Round next;
  private volatile @Nullable Landing landing;

  private record Landing(List<LlmEvent> events, @Nullable LlmException failure) {}

  /** What they do next where this fails too. */
  synchronized Round next() {
    Round known = next;
    if (known == null) {
      known = new Round();
      next = known;
    }
    return known;
  }

  /** Whether it is over. */
  boolean isOver() {
    return landing != null;
  }

  /**
   * What it gave; null while it is under way, or where nobody was left to wait for it.
   *
   * @throws LlmException a copy of what it failed with
   */
  @Nullable EventStream given() {
    Landing known = landing;
    if (known == null) {
      return null;
    }
    if (known.failure != null) {
      throw known.failure.toBuilder().callId(null).build();
    }
    return EventStreams.of(known.events);
  }

  /**
   * Collects what it gives.
   *
   * @param mostBytes of an answer; a larger one is not collected
   */
  Tap collecting(int mostBytes) {
    return new Collecting(mostBytes);
  }

  private final class Collecting implements Tap {
    private final int mostBytes;
    private final List<LlmEvent> events = new ArrayList<>();
    private long bytes;

    Collecting(int mostBytes) {
      this.mostBytes = mostBytes;
    }

    @Override
    public void onEvent(LlmEvent event) {
      bytes += EventSize.of(event);
      if (bytes <= mostBytes) {
        events.add(event);
      } else {
        events.clear();
      }
    }

    @Override
    public void onOutcome(Outcome outcome) {
      if (outcome instanceof Outcome.Failure failed) {
        landing = new Landing(List.of(), failed.error());
      } else if (outcome instanceof Outcome.Success && bytes <= mostBytes) {
        landing = new Landing(List.copyOf(events), null);
      }
    }
  }
}
