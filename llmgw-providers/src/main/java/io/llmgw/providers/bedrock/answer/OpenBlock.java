package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.GrowingBlock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block of the answer that may still grow. Not thread-safe. */
final class OpenBlock extends GrowingBlock {
  final ConverseBlockKind kind;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private @Nullable OpaqueBlock opaque;
  private String type = UNKNOWN;
  private @Nullable Redaction redaction;
  private @Nullable ConverseMedia media;

  /** A block with nothing in it, of the answer with this head. */
  OpenBlock(
      int number,
      ConverseBlockKind kind,
      int place,
      String provider,
      AnswerHead head,
      Consumer<LlmEvent> events) {
    super(number, place, provider, events);
    this.kind = kind;
    this.head = head;
    this.events = events;
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
      case MEDIA -> media(block.media);
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
      case MEDIA -> media(delta.media);
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

  private void media(@Nullable ConverseMedia more) {
    if (media == null) {
      media = more;
    } else if (more != null) {
      media.add(more);
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
    if (media != null) {
      tell(media);
    }
  }

  private void tell(ConverseMedia made) {
    if (!made.isMade()) {
      item(made.kind(), made.said());
      return;
    }
    events.accept(new MediaProduced(place, part(made)));
  }

  private Part part(ConverseMedia made) {
    try {
      return made.part();
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message may quote the answer.
      throw head.failure(ErrorKind.PROTOCOL, "answered with media that cannot be read");
    }
  }
}
