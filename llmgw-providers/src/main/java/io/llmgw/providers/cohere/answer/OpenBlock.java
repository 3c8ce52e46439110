package io.llmgw.providers.cohere.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.GrowingBlock;
import io.llmgw.providers.answer.GrowingObject;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block of the answer that may still grow. Not thread-safe. */
final class OpenBlock extends GrowingBlock {
  final CohereBlockKind kind;

  private @Nullable GrowingObject opaque;
  private String type = UNKNOWN;

  OpenBlock(
      int number, CohereBlockKind kind, int place, String provider, Consumer<LlmEvent> events) {
    super(number, place, provider, events);
    this.kind = kind;
  }

  /** Takes what a block of content begins with. */
  void begin(CohereContent content) {
    if (kind == CohereBlockKind.OPAQUE) {
      opaque = content.raw == null ? null : new GrowingObject(content.raw);
      type = content.type == null || content.type.isEmpty() ? UNKNOWN : content.type;
    } else {
      add(content);
    }
  }

  /** Takes more content: what fits its kind. */
  void add(CohereContent content) {
    switch (kind) {
      case TEXT -> text(content.text.text());
      case THINKING -> thoughts(content.thinking.text());
      case OPAQUE -> addToUnknown(content);
      case CALL -> {
        // Of a call there are arguments alone.
      }
    }
  }

  private void addToUnknown(CohereContent content) {
    GrowingObject block = opaque;
    if (block != null) {
      block.append("text", content.text.text());
      block.append("thinking", content.thinking.text());
      content.unknown.forEach(block::add);
    }
  }

  /** Takes arguments of a call, or more of them. */
  void add(CohereCall call) {
    arguments(call.arguments.text());
  }

  @Override
  public void end() {
    if (opaque != null) {
      item(type, opaque.json());
    }
  }
}
