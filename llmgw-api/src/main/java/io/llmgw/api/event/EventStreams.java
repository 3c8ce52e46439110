package io.llmgw.api.event;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Streams of events that are at hand already, for providers in the same process and for tests. */
public final class EventStreams {
  private EventStreams() {}

  /** A stream of these events. */
  public static EventStream of(LlmEvent... events) {
    return of(List.of(events));
  }

  /** A stream of these events, which are asked for one by one. */
  public static EventStream of(Iterable<? extends LlmEvent> events) {
    return of(events.iterator(), () -> {});
  }

  /**
   * A stream of events that are made while it is pulled.
   *
   * @param events makes them; it may block, and what it throws comes out of {@code next}, the same
   *     each time
   * @param onClose runs once, when the stream is closed, drained or not
   */
  public static EventStream of(Iterator<? extends LlmEvent> events, Runnable onClose) {
    return new Iterated(events, onClose);
  }

  private static final class Iterated implements EventStream {
    private final Iterator<? extends LlmEvent> events;
    private final Runnable onClose;
    private @Nullable Throwable failure;
    private boolean completed;
    private boolean closed;

    Iterated(Iterator<? extends LlmEvent> events, Runnable onClose) {
      this.events = Objects.requireNonNull(events, "events");
      this.onClose = Objects.requireNonNull(onClose, "onClose");
    }

    @Override
    public @Nullable LlmEvent next() {
      if (closed) {
        throw new IllegalStateException("the stream is closed");
      }
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      try {
        return pulled();
      } catch (RuntimeException | Error e) {
        failure = e;
        throw e;
      }
    }

    private @Nullable LlmEvent pulled() {
      if (completed || !events.hasNext()) {
        return null;
      }
      LlmEvent event = Objects.requireNonNull(events.next(), "event");
      completed = event instanceof Completed;
      return event;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        onClose.run();
      }
    }
  }
}
