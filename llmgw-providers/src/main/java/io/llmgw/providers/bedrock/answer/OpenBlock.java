package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.GrowingBlock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block of the answer that may still grow. Not thread-safe. */
final class OpenBlock extends GrowingBlock {
  final ConverseBlockKind kind;

  private @Nullable OpaqueBlock opaque;
  private String type = UNKNOWN;
  private @Nullable Redaction redaction;

  OpenBlock(
      int number, ConverseBlockKind kind, int place, String provider, Consumer<LlmEvent> events) {
    super(number, place, provider, events);
    this.kind = kind;
  }

  /** Takes what a block begins with. */
  void begin(ConverseBlock block) {
    switch (kind) {
      case TEXT -> {
        text(block.text);
        citations(block.citations);
      }
      case THOUGHT -> {
        thoughts(block.thought);
        sign(block.signature);
      }
      case CALL -> input(block.input);
      case OPAQUE -> {
        type = block.type == null || block.type.isEmpty() ? UNKNOWN : block.type;
        opaque = block.raw == null ? null : new OpaqueBlock(type, block.raw);
      }
    }
  }

  /** Takes more of it: what fits its kind. */
  void add(ConverseDelta delta) {
    switch (kind) {
      case TEXT -> {
        text(delta.text.text());
        cite(delta.citation);
      }
      case THOUGHT -> {
        thoughts(delta.thought.text());
        sign(delta.signature);
        redact(delta.redacted);
      }
      case CALL -> arguments(delta.input.text());
      case OPAQUE -> {
        if (opaque != null) {
          opaque.add(delta);
        }
      }
    }
  }

  private void redact(@Nullable String base64) {
    if (base64 != null) {
      redaction = redaction == null ? new Redaction() : redaction;
      redaction.add(base64);
    }
  }

  @Override
  public void end() {
    endContent(ConverseItems.CITATIONS);
    if (redaction != null) {
      item(Redaction.TYPE, redaction.block());
    }
    if (opaque != null) {
      item(type, opaque.json());
    }
  }
}
