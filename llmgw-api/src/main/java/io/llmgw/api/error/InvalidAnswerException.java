package io.llmgw.api.error;

import io.llmgw.api.schema.Violation;
import java.util.List;

/**
 * The model answered, but not with the value that was asked for, also after its answer was sent
 * back for repair. What it wrote is in {@link #answer()}, for callers that can make something of
 * it, and nowhere else: not in the message, and lost when the exception is serialised.
 */
public final class InvalidAnswerException extends LlmException {
  private static final long serialVersionUID = 1L;

  private final transient String answer;
  private final transient List<Violation> violations;

  InvalidAnswerException(Builder facts) {
    super(facts);
    answer = facts.answer();
    violations = facts.violations();
  }

  /** What the model wrote last, to the letter. */
  public String answer() {
    return answer == null ? "" : answer;
  }

  /** What is wrong with it, without quoting it; may be shown to people and models. */
  public List<Violation> violations() {
    return violations == null ? List.of() : violations;
  }
}
