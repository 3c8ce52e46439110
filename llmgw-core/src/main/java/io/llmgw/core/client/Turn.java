package io.llmgw.core.client;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whose turn it is to do what one thread at a time may do, for signals that come from many. It may
 * be handed to several threads: the first that comes takes it, the others find nothing to do, so a
 * thread that never comes keeps nobody else from coming. Thread-safe.
 */
final class Turn {
  private final AtomicReference<State> state = new AtomicReference<>(State.AT_REST);

  /** There is something to do. True where a thread is to be sent: none is at it, none was sent. */
  boolean ask() {
    return asked() == State.AT_REST;
  }

  /** As {@link #ask}, where the thread that was sent may never come: another one is to be sent. */
  boolean askAnew() {
    State before = asked();
    return before == State.AT_REST || before == State.OFFERED;
  }

  private State asked() {
    return state.getAndUpdate(
        now ->
            switch (now) {
              case AT_REST, OFFERED -> State.OFFERED;
              case TAKEN, TAKEN_ANEW -> State.TAKEN_ANEW;
            });
  }

  /** A thread has come: whether it is its turn, as it is that of no other. */
  boolean take() {
    return state.compareAndSet(State.OFFERED, State.TAKEN);
  }

  /** The thread whose turn it is has done all; false where it was asked anew, and is to go on. */
  boolean end() {
    if (state.compareAndSet(State.TAKEN, State.AT_REST)) {
      return true;
    }
    state.set(State.TAKEN);
    return false;
  }

  private enum State {
    AT_REST,
    OFFERED,
    TAKEN,
    TAKEN_ANEW
  }
}
