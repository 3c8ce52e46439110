package io.llmgw.observability.content;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.json.Json;
import io.llmgw.api.response.FinishReason;
import io.llmgw.observability.genai.GenAi;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An answer as far as it was passed on. Keeps as many characters as are shown, not more. Touched by
 * one thread at a time.
 */
final class Answer implements Tap {
  /** What a block counts beside its text, so that blocks without text have an end too. */
  private static final int OF_BLOCK = 16;

  private final int limit;
  private final Map<Integer, Block> blocks = new TreeMap<>();
  private int kept;
  private @Nullable String ending;

  Answer(int limit) {
    this.limit = limit;
  }

  @Override
  public void onEvent(LlmEvent event) {
    if (event instanceof TextDelta delta) {
      add(delta.index(), delta.text(), Part.Text::new);
    } else if (event instanceof ReasoningDelta delta) {
      add(delta.index(), delta.text(), Part.Reasoning::new);
    } else if (event instanceof RefusalDelta delta) {
      add(delta.index(), delta.text(), Part.Refusal::new);
    } else if (event instanceof ToolCallStarted call) {
      add(call.index(), "", json -> new ToolCall(call.id(), call.name(), Json.ofText(json)));
    } else if (event instanceof ToolArgumentsDelta delta) {
      add(delta.index(), delta.json(), Part.Text::new);
    } else if (event instanceof MediaProduced media) {
      add(media.index(), "", none -> media.part());
    } else if (event instanceof ProviderItemReceived item) {
      add(item.index(), "", none -> item.item());
    }
  }

  /**
   * Adds text to a block.
   *
   * @param made what the block is, where it is new
   */
  private void add(int index, String text, Function<String, Part> made) {
    if (kept >= limit) {
      return;
    }
    Block block = blocks.get(index);
    if (block == null) {
      block = new Block(made, new StringBuilder());
      blocks.put(index, block);
      kept += OF_BLOCK;
    }
    int taken = Math.min(text.length(), limit - Math.min(kept, limit));
    block.text().append(text, 0, taken);
    kept += taken;
  }

  @Override
  public void onOutcome(Outcome outcome) {
    if (outcome instanceof Outcome.Success success) {
      ending = word(success.completed().finishReason());
    } else {
      ending = outcome instanceof Outcome.Cancelled ? "cancelled" : "error";
    }
  }

  /** The words of OpenTelemetry where it has one, else our own. */
  private static String word(FinishReason reason) {
    return switch (reason) {
      case STOP_SEQUENCE -> "stop";
      case TOOL_CALLS -> "tool_call";
      default -> GenAi.lower(reason);
    };
  }

  /** All of it; null where nothing came. */
  @Nullable String json() {
    if (blocks.isEmpty()) {
      return null;
    }
    List<Part> parts = new ArrayList<>(blocks.size());
    for (Block block : blocks.values()) {
      parts.add(block.made().apply(block.text().toString()));
    }
    return MessageJson.answer(parts, ending == null ? "error" : ending, limit);
  }

  /**
   * A block so far.
   *
   * @param made a part of its text
   */
  private record Block(Function<String, Part> made, StringBuilder text) {}
}
