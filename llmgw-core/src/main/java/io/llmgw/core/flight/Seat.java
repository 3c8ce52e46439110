package io.llmgw.core.flight;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.core.chain.Scope;
import org.jspecify.annotations.Nullable;

/** One participant of a flight: a stream of its own, from the first event. */
final class Seat implements EventStream {
  final Scope passenger;

  /** Whether it is to wait for the end: what was first is gone. */
  final boolean isForEnd;

  /** Guarded by the flight's lock, as are the three below. */
  long position;

  /** Whether it waits for something to read. */
  boolean starving;

  /** How long others have waited for something to read because of it, in sum. */
  long heldUpNanos;

  boolean putOff;

  private final Flight flight;
  private @Nullable Registration wakeUp;

  Seat(Flight flight, Scope passenger, boolean isForEnd) {
    this.flight = flight;
    this.passenger = passenger;
    this.isForEnd = isForEnd;
  }

  /** Waits for the first content; false when there is no flight after all. */
  boolean ready() {
    wakeUp = passenger.cancellation().onCancel(flight::wakeUp);
    boolean flying = false;
    try {
      flying = flight.awaitCommit(this);
      return flying;
    } finally {
      if (!flying) {
        close();
      }
    }
  }

  /** Waits until the flight is over, and leaves. */
  void awaitEnd() {
    wakeUp = passenger.cancellation().onCancel(flight::wakeUp);
    try {
      flight.awaitEnd(this);
    } finally {
      close();
    }
  }

  @Override
  public @Nullable LlmEvent next() {
    return flight.next(this);
  }

  @Override
  public void close() {
    if (wakeUp != null) {
      wakeUp.close();
    }
    flight.leave(this);
  }
}
