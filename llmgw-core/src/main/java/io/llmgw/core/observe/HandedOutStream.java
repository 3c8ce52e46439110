package io.llmgw.core.observe;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A stream whose reader is outside of the library whenever he does not read. */
final class HandedOutStream implements EventStream {
  private final EventStream stream;
  private final OutsideClock clock;
  private final LongConsumer away;
  private long leftNanos;

  /**
   * Handed out just now.
   *
   * @param away is told how long the reader was away whenever he reads again, before he is given
   *     anything
   */
  HandedOutStream(EventStream stream, OutsideClock clock, LongConsumer away) {
    this.stream = stream;
    this.clock = clock;
    this.away = away;
    this.leftNanos = clock.leave();
  }

  @Override
  public @Nullable LlmEvent next() {
    away.accept(OutsideClock.between(leftNanos, clock.comeBack()));
    try {
      return stream.next();
    } finally {
      leftNanos = clock.leave();
    }
  }

  @Override
  public void close() {
    clock.comeBack();
    try {
      stream.close();
    } finally {
      clock.leave();
    }
  }
}
