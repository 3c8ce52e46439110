package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the cache marks of one request, which are met in the order of the prompt: tools, system,
 * messages. Not thread-safe.
 */
final class CacheMarks {
  // docs "prompt caching" at platform.claude.com: four breakpoints at most
  private static final int MOST = 4;

  private int tooMany;

  CacheMarks(WireCall call, ChatContent content) {
    int marks = 0;
    for (ToolSpec tool : content.tools()) {
      marks += tool.cacheMark() == null ? 0 : 1;
    }
    for (Message message : content.messages()) {
      marks += message.cacheMark() == null ? 0 : 1;
    }
    if (marks > MOST) {
      call.dropOrRefuse("more than " + MOST + " cache marks");
      tooMany = marks - MOST;
    }
  }

  /** Writes a mark into the block that is open; of too many, the last ones reach furthest. */
  void write(JsonGenerator json, @Nullable CacheMark mark) {
    if (mark == null) {
      return;
    }
    if (tooMany > 0) {
      tooMany--;
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
