package io.llmgw.core.shape;

import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TokensCounted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.Operation;
import org.jspecify.annotations.Nullable;

/** The order of events, {@code Started content* Completed}, and which content goes with what. */
public final class Grammar {
  private Grammar() {}

  /** The rule that the next event breaks; null when it breaks none. */
  public static @Nullable String brokenBy(
      @Nullable LlmEvent event, boolean started, Operation operation) {
    if (event == null) {
      return "ends its stream without Completed";
    }
    if (event instanceof Started) {
      return started ? "sends Started a second time" : null;
    }
    if (!started && !(event instanceof Ping)) {
      return "sends " + event.getClass().getSimpleName() + " before Started";
    }
    if (event instanceof ContentEvent content && !belongs(content, operation)) {
      return "answers " + operation + " with " + event.getClass().getSimpleName();
    }
    return null;
  }

  private static boolean belongs(ContentEvent event, Operation operation) {
    return switch (operation) {
      case CHAT ->
          !(event instanceof VectorProduced
              || event instanceof InputJudged
              || event instanceof DocumentRanked
              || event instanceof TranscriptDescribed
              || event instanceof TokensCounted);
      case EMBEDDINGS -> event instanceof VectorProduced;
      case MODERATION -> event instanceof InputJudged;
      case RERANK -> event instanceof DocumentRanked;
      case IMAGE -> event instanceof MediaProduced || event instanceof TextDelta;
      case SPEECH -> event instanceof MediaProduced;
      case TOKEN_COUNT -> event instanceof TokensCounted;
      case TRANSCRIPTION -> event instanceof TextDelta || event instanceof TranscriptDescribed;
    };
  }
}
