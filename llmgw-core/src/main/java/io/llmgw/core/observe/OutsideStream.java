package io.llmgw.core.observe;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/** A stream from outside of the library: whoever reads it waits there. */
final class OutsideStream implements EventStream {
  private final EventStream stream;
  private final OutsideClock clock;

  OutsideStream(EventStream stream, OutsideClock clock) {
    this.stream = stream;
    this.clock = clock;
  }

  @Override
  public @Nullable LlmEvent next() {
    clock.leave();
    try {
      return stream.next();
    } finally {
      clock.comeBack();
    }
  }

  @Override
  public void close() {
    stream.close();
  }
}
