package io.llmgw.core.shape;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import org.jspecify.annotations.Nullable;

/** One number, and nothing else. */
final class CountShape implements AnswerShape {
  private boolean counted;

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    if (event instanceof ContentEvent) {
      if (counted) {
        return "counts tokens a second time";
      }
      counted = true;
    }
    return event instanceof Completed && !counted ? "ends without a count of tokens" : null;
  }
}
