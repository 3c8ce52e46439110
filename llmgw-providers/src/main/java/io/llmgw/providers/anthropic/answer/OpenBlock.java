package io.llmgw.providers.anthropic.answer;

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

  final AnthropicBlockKind kind;

  /** Where it stands in the answer. */
  final int place;

  private final String provider;
  private final Consumer<LlmEvent> events;
  private @Nullable String input;
  private @Nullable OpaqueBlock opaque;
  private @Nullable String type;
  private @Nullable Json citations;
  private @Nullable StringJoiner addedCitations;

  OpenBlock(
      int number, AnthropicBlockKind kind, int place, String provider, Consumer<LlmEvent> events) {
    this.number = number;
    this.kind = kind;
    this.place = place;
    this.provider = provider;
    this.events = events;
  }

  /** Takes what a block begins with. */
  void begin(AnthropicBlock block) {
    switch (kind) {
      case TEXT -> {
        text(block.text);
        citations = block.citations;
      }
      case THINKING -> {
        thoughts(block.thinking);
        sign(block.signature);
      }
      case CALL -> input = block.input;
      case OPAQUE -> {
        opaque = block.raw == null ? null : new OpaqueBlock(block.raw);
        type = block.type == null || block.type.isEmpty() ? "unknown" : block.type;
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
      item(AnthropicItems.CITATIONS, Json.ofText(addedCitations.toString()));
    } else if (citations != null) {
      item(AnthropicItems.CITATIONS, citations);
    }
    if (opaque != null && type != null) {
      item(type, opaque.json());
    }
  }

  private void item(String itemType, Json json) {
    events.accept(new ProviderItemReceived(place, new ProviderItem(provider, itemType, json)));
  }
}
