package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.json.Json;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A block of the answer that may still grow. Not thread-safe. */
final class OpenBlock {
  /** What the provider counts it as. */
  final int number;

  final ConverseBlockKind kind;

  /** Where it stands in the answer. */
  final int place;

  private final String provider;
  private final Consumer<LlmEvent> events;
  private @Nullable String input;
  private @Nullable OpaqueBlock opaque;
  private @Nullable String type;
  private @Nullable Json citations;
  private @Nullable StringJoiner addedCitations;
  private @Nullable Redaction redaction;

  OpenBlock(
      int number, ConverseBlockKind kind, int place, String provider, Consumer<LlmEvent> events) {
    this.number = number;
    this.kind = kind;
    this.place = place;
    this.provider = provider;
    this.events = events;
  }

  /** Takes what a block begins with. */
  void begin(ConverseBlock block) {
    switch (kind) {
      case TEXT -> {
        text(block.text);
        citations = block.citations;
      }
      case THOUGHT -> {
        thoughts(block.thought);
        sign(block.signature);
      }
      case CALL -> input = block.input;
      case OPAQUE -> {
        type = block.type == null || block.type.isEmpty() ? "unknown" : block.type;
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

  private void text(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      events.accept(new TextDelta(place, text));
    }
  }

  private void thoughts(@Nullable String text) {
    if (text != null && !text.isEmpty()) {
      events.accept(new ReasoningDelta(place, text));
    }
  }

  private void sign(@Nullable String signature) {
    if (signature != null && !signature.isEmpty()) {
      events.accept(new BlockSigned(place, signature, provider));
    }
  }

  private void redact(@Nullable String base64) {
    if (base64 != null) {
      redaction = redaction == null ? new Redaction() : redaction;
      redaction.add(base64);
    }
  }

  private void arguments(@Nullable String json) {
    if (json != null && !json.isEmpty()) {
      input = null; // what the block began with was only its place
      events.accept(new ToolArgumentsDelta(place, json));
    }
  }

  private void cite(@Nullable Json citation) {
    if (citation != null) {
      addedCitations = addedCitations == null ? new StringJoiner(",", "[", "]") : addedCitations;
      addedCitations.add(citation.text()); // as it came, be it good JSON or not
    }
  }

  /** The block is complete. */
  void end() {
    if (input != null && !input.isEmpty()) {
      events.accept(new ToolArgumentsDelta(place, input));
    }
    if (addedCitations != null) {
      item(ConverseItems.CITATIONS, Json.ofText(addedCitations.toString()));
    } else if (citations != null) {
      item(ConverseItems.CITATIONS, citations);
    }
    if (redaction != null) {
      item(Redaction.TYPE, redaction.block());
    }
    if (opaque != null && type != null) {
      item(type, opaque.json());
    }
  }

  private void item(String itemType, Json json) {
    events.accept(new ProviderItemReceived(place, new ProviderItem(provider, itemType, json)));
  }
}
