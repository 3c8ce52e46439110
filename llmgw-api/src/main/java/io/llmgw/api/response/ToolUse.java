package io.llmgw.api.response;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one tool call of the model. Holds no text.
 *
 * @param name the tool; null when the model made up a name that nobody offered
 * @param duration how long its function took; zero when it was not called
 * @param outcome how it went
 */
public record ToolUse(@Nullable String name, Duration duration, Outcome outcome) {
  /** Checks for null. */
  public ToolUse {
    Objects.requireNonNull(duration, "duration");
    Objects.requireNonNull(outcome, "outcome");
  }

  /** How a tool call went. */
  public enum Outcome {
    /** The function returned a result. */
    SUCCEEDED,
    /** The function threw, or returned a result that says that it failed. */
    FAILED,
    /** The function returned more than the run allows; the model was told so. */
    RESULT_TOO_LONG,
    /** The arguments were no JSON or did not fit the schema; the function was not called. */
    INVALID_ARGUMENTS,
    /** No tool of that name was offered. */
    UNKNOWN_TOOL,
    /**
     * Not called: it has no function, or stands beside one that has none. The caller answers it.
     */
    LEFT_TO_CALLER,
    /** The call is the answer itself, in a form of a tool's arguments. */
    ANSWER
  }
}
