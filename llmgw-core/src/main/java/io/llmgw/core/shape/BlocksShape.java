package io.llmgw.core.shape;

import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Blocks that stay what their first content made them; a provider's items go with any of them. */
final class BlocksShape implements AnswerShape {
  private enum Kind {
    TEXT("text"),
    REASONING("reasoning"),
    REFUSAL("a refusal"),
    TOOL_CALL("a tool call"),
    MEDIA("media");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  // Deltas come in runs of one block, and most answers have no other.
  private int latest = -1;
  private @Nullable Kind kindOfLatest;
  private @Nullable Map<Integer, Kind> others;

  @Override
  public @Nullable String brokenBy(LlmEvent event) {
    Kind now = kindOf(event);
    if (now == null) {
      return null;
    }
    ContentEvent content = (ContentEvent) event;
    goTo(content.index());
    Kind before = kindOfLatest;
    kindOfLatest = before == null ? now : before;
    if (before == null) {
      return content instanceof ToolArgumentsDelta
          ? "sends arguments for block " + latest + ", which is no tool call"
          : null;
    }
    if (before != now) {
      return "sends " + now.words + " for block " + latest + ", which is " + before.words;
    }
    return content instanceof ToolCallStarted || content instanceof MediaProduced
        ? "begins block " + latest + " a second time"
        : null;
  }

  private void goTo(int index) {
    if (index == latest) {
      return;
    }
    if (kindOfLatest != null) {
      if (others == null) {
        others = new HashMap<>();
      }
      others.put(latest, kindOfLatest);
    }
    latest = index;
    kindOfLatest = others == null ? null : others.get(index);
  }

  /** What it makes of its block; null when it leaves that open. */
  private static @Nullable Kind kindOf(LlmEvent event) {
    if (event instanceof TextDelta) {
      return Kind.TEXT;
    }
    if (event instanceof ReasoningDelta || event instanceof BlockSigned) {
      return Kind.REASONING;
    }
    if (event instanceof ToolCallStarted || event instanceof ToolArgumentsDelta) {
      return Kind.TOOL_CALL;
    }
    if (event instanceof RefusalDelta) {
      return Kind.REFUSAL;
    }
    return event instanceof MediaProduced ? Kind.MEDIA : null;
  }
}
