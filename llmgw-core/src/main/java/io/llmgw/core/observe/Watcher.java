package io.llmgw.core.observe;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver.Observation;
import io.llmgw.api.observe.ObservedAttempt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who watches a call, heard with care: whatever it throws is complained of and changes nothing,
 * unless the JVM itself fails.
 */
public record Watcher(Observation observation, Complaints complaints) {
  /** Tells it something. */
  public void tell(Runnable word) {
    try {
      word.run();
    } catch (Throwable thrown) {
      complain(thrown);
    }
  }

  /** A piece of the answer of this length; without a lambda, as it comes for every event. */
  public void onContent(int characters) {
    try {
      observation.onContent(characters);
    } catch (Throwable thrown) {
      complain(thrown);
    }
  }

  private <T> @Nullable T ask(Supplier<@Nullable T> question) {
    try {
      return question.get();
    } catch (Throwable thrown) {
      complain(thrown);
      return null;
    }
  }

  /** The call works on this thread from here on. */
  public @Nullable Restored enter() {
    return ask(observation::enter);
  }

  @Nullable Restored enter(AttemptObservation attempt) {
    return ask(attempt::enter);
  }

  /** The call works there no more. */
  public void leave(Restored restored) {
    tell(restored::close);
  }

  @Nullable AttemptObservation begin(ObservedAttempt attempt) {
    return ask(() -> observation.onAttempt(attempt));
  }

  private void complain(Throwable thrown) {
    if (thrown instanceof VirtualMachineError fatal) {
      throw fatal;
    }
    complaints.add(thrown);
  }
}
