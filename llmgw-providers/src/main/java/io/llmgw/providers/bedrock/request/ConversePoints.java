package io.llmgw.providers.bedrock.request;

import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.ChatContent;
import io.llmgw.providers.claude.CachePoints;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the cache marks of one request, each as a block behind what it marks. */
final class ConversePoints {
  private final WireCall call;
  private final ModelFamily family;
  private final CachePoints points;
  private boolean leftOut;

  ConversePoints(WireCall call, ChatContent content, ModelFamily family) {
    this.call = call;
    this.family = family;
    this.points = new CachePoints(call, content);
  }

  /** Writes one behind a tool. */
  void writeToTools(JsonGenerator json, @Nullable CacheMark mark) {
    write(json, mark, family.cachesTools());
  }

  /** Writes one behind the parts of a message. */
  void write(JsonGenerator json, @Nullable CacheMark mark) {
    write(json, mark, family.caches());
  }

  private void write(JsonGenerator json, @Nullable CacheMark mark, boolean possible) {
    if (!points.has(mark)) {
      return;
    }
    if (!possible) {
      if (!leftOut) {
        call.note("cache marks were left out where " + call.model() + " takes none");
      }
      leftOut = true;
      return;
    }
    json.writeStartObject();
    json.writeObjectPropertyStart("cachePoint");
    json.writeStringProperty("type", "default");
    if (mark == CacheMark.LONG) {
      json.writeStringProperty("ttl", "1h");
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
