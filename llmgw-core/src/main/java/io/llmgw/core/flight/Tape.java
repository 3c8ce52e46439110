package io.llmgw.core.flight;

import io.llmgw.api.chain.Replay;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.core.shape.ContentLength;
import java.util.ArrayList;
import java.util.List;

/** What is held of a flight for those on board. Guarded by its lock. */
final class Tape {
  private static final int MOST_EVENTS = 4096;
  private static final int MOST_CHARACTERS = 1 << 20;

  /** What an event takes in memory beside what it holds, generously. */
  private static final int BYTES_BESIDE = 128;

  private final Replay replay;
  private final List<LlmEvent> events = new ArrayList<>();
  private long start;
  private long characters;

  Tape(Replay replay) {
    this.replay = replay;
  }

  /** What is larger than all that may be held passes alone. */
  boolean fits(LlmEvent event) {
    if (events.isEmpty()) {
      return true;
    }
    long all = characters + sizeOf(event);
    int count = events.size() + 1;
    return replay == Replay.WHOLE
        ? Character.BYTES * all + (long) BYTES_BESIDE * count <= Replay.MOST_BYTES_OF_WHOLE
        : count <= MOST_EVENTS && all <= MOST_CHARACTERS;
  }

  void add(LlmEvent event) {
    events.add(event);
    characters += sizeOf(event);
  }

  /** Forgets what is before this position. */
  void forget(long position) {
    List<LlmEvent> read = events.subList(0, (int) (position - start));
    for (LlmEvent event : read) {
      characters -= sizeOf(event);
    }
    start += read.size();
    read.clear();
  }

  LlmEvent at(long position) {
    return events.get((int) (position - start));
  }

  /** The position of the first that is held. */
  long start() {
    return start;
  }

  /** The position behind the last one. */
  long end() {
    return start + events.size();
  }

  /** About what it holds; at least 1, as each costs something. */
  private static int sizeOf(LlmEvent event) {
    return Math.max(1, ContentLength.held(event));
  }
}
