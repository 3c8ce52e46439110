package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.answer.GrowingObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of a kind that is not known here while it arrives: as it came, or with what was added put
 * into the fields of the same name, so that it can go back. Not thread-safe.
 */
final class OpaqueBlock {
  private final GrowingObject block;
  private final StringBuilder input = new StringBuilder(0);
  private final List<Json> citations = new ArrayList<>(0);

  OpaqueBlock(Json start) {
    block = new GrowingObject(start);
  }

  void add(AnthropicDelta delta) {
    block.append("text", delta.text.text());
    block.append("thinking", delta.thinking.text());
    if (delta.json.text() != null) {
      input.append(delta.json.text());
    }
    if (delta.signature != null) {
      block.put("signature", delta.signature);
    }
    if (delta.citation != null && delta.citation.isValid()) {
      citations.add(delta.citation);
    }
    delta.unknown.forEach(block::add);
  }

  /** The whole block; input comes as JSON in pieces. */
  Json json() {
    if (input.length() > 0) {
      Json whole = Json.ofText(input.toString());
      block.put("input", whole.isValid() ? whole : input.toString());
    }
    if (!citations.isEmpty()) {
      block.put(AnthropicItems.CITATIONS, new ArrayList<>(citations));
    }
    return block.json();
  }
}
