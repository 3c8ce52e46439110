package io.llmgw.core.shape;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.request.LlmRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a stream, for who has all its events before the first of them is given. */
public final class WholeAnswer {
  private WholeAnswer() {}

  /** The first rule that these events break as an answer to a request; null for none. */
  public static @Nullable String brokenBy(List<LlmEvent> events, LlmRequest<?> request) {
    AnswerShape shape = AnswerShape.of(request);
    boolean started = false;
    boolean completed = false;
    for (LlmEvent event : events) {
      String rule =
          completed
              ? "goes on after Completed"
              : Grammar.brokenBy(event, started, request.operation());
      rule = rule == null ? shape.brokenBy(event) : rule;
      if (rule != null) {
        return rule;
      }
      started |= event instanceof Started;
      completed = event instanceof Completed;
    }
    return completed ? null : Grammar.brokenBy(null, started, request.operation());
  }
}
