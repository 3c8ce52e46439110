package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.ChatContent;
import io.llmgw.providers.claude.CachePoints;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the cache marks of one request, which are met in the order of the prompt: tools, system,
 * messages. Not thread-safe.
 */
final class CacheMarks {
  private final CachePoints points;

  CacheMarks(WireCall call, ChatContent content) {
    points = new CachePoints(call, content);
  }

  /** Writes a mark into the block that is open. */
  void write(JsonGenerator json, @Nullable CacheMark mark) {
    if (!points.has(mark)) {
      return;
    }
    json.writeObjectPropertyStart("cache_control");
    json.writeStringProperty("type", "ephemeral");
    if (mark == CacheMark.LONG) {
      json.writeStringProperty("ttl", "1h");
    }
    json.writeEndObject();
  }
}
