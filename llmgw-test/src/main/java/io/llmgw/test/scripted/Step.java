package io.llmgw.test.scripted;

import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/** One step of a script: hands out an event, or does something and lets the next step follow. */
@FunctionalInterface
interface Step {
  /** The event to hand out; null when this step has none. May throw anything. */
  @Nullable LlmEvent take(ScriptedStream stream);

  /** A step that hands out this event. */
  static Step event(LlmEvent event) {
    return stream -> event;
  }

  /** A step that only does something. */
  static Step action(Runnable action) {
    return stream -> {
      action.run();
      return null;
    };
  }

  /** A step that throws, whatever it is: a provider may do so too. */
  static Step failure(Throwable failure) {
    return stream -> {
      throw undeclared(failure);
    };
  }

  /** Throws this, whatever it is, without declaring it; never returns. */
  static RuntimeException undeclared(Throwable failure) {
    Step.<RuntimeException>rethrow(failure);
    throw new AssertionError("not reached");
  }

  @SuppressWarnings("unchecked") // the cast is erased
  private static <T extends Throwable> void rethrow(Throwable failure) throws T {
    throw (T) failure;
  }
}
