package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.GrowingBlock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block of the answer that may still grow. Not thread-safe. */
final class OpenBlock extends GrowingBlock {
  final AnthropicBlockKind kind;

  private @Nullable OpaqueBlock opaque;
  private String type = UNKNOWN;

  OpenBlock(
      int number, AnthropicBlockKind kind, int place, String provider, Consumer<LlmEvent> events) {
    super(number, place, provider, events);
    this.kind = kind;
  }

  /** Takes what a block begins with. */
  void begin(AnthropicBlock block) {
    switch (kind) {
      case TEXT -> {
        text(block.text);
        citations(block.citations);
      }
      case THINKING -> {
        thoughts(block.thinking);
        sign(block.signature);
      }
      case CALL -> input(block.input);
      case OPAQUE -> {
        opaque = block.raw == null ? null : new OpaqueBlock(block.raw);
        type = block.type == null || block.type.isEmpty() ? UNKNOWN : block.type;
      }
    }
  }

  /** Takes more of it: what fits its kind. */
  void add(AnthropicDelta delta) {
    switch (kind) {
      case TEXT -> {
        text(delta.text.text());
        cite(delta.citation);
      }
      case THINKING -> {
        thoughts(delta.thinking.text());
        sign(delta.signature);
      }
      case CALL -> arguments(delta.json.text());
      case OPAQUE -> {
        if (opaque != null) {
          opaque.add(delta);
        }
      }
    }
  }

  @Override
  public void end() {
    endContent(AnthropicItems.CITATIONS);
    if (opaque != null) {
      item(type, opaque.json());
    }
  }
}
