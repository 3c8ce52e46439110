package io.llmgw.core.observe;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/** A stream whose reader is outside of the library whenever he does not read. */
final class HandedOutStream implements EventStream {
  private final EventStream stream;
  private final OutsideClock clock;

  HandedOutStream(EventStream stream, OutsideClock clock) {
    this.stream = stream;
    this.clock = clock;
    clock.leave();
  }

  @Override
  public @Nullable LlmEvent next() {
    clock.comeBack();
    try {
      return stream.next();
    } finally {
      clock.leave();
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
