package io.llmgw.core.shape;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;

/** How much of an answer one event is. */
public final class ContentLength {
  private ContentLength() {}

  /** Its characters; the other number for what is not made of them. */
  public static int of(LlmEvent event, int otherwise) {
    if (event instanceof TextDelta text) {
      return text.text().length();
    }
    if (event instanceof ReasoningDelta reasoning) {
      return reasoning.text().length();
    }
    if (event instanceof RefusalDelta refusal) {
      return refusal.text().length();
    }
    return event instanceof ToolArgumentsDelta arguments ? arguments.json().length() : otherwise;
  }
}
