package io.llmgw.core.shape;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TranscriptDescribed;
import org.jspecify.annotations.Nullable;

/** One text, which may be empty where nothing is said, described at most once. */
final class TranscriptShape implements AnswerShape {
  private boolean described;

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    if (event instanceof TextDelta delta && delta.index() > 0) {
      return "sends text for block " + delta.index() + " of one transcript";
    }
    if (event instanceof TranscriptDescribed) {
      if (described) {
        return "describes its transcript a second time";
      }
      described = true;
    }
    return null;
  }
}
