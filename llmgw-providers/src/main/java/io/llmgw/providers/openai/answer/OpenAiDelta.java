package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.recurring.FrameWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What one chunk adds to the answer, or all of it for an answer that came whole. Read completely
 * before any of it counts, so that half a chunk never does. Used again for the next chunk. Not
 * thread-safe.
 */
final class OpenAiDelta {
  /** The types of parts that have words in a field of the same name. */
  private static final Set<String> WORDS = Set.of("text", "refusal", "thinking");

  final FrameWords text = new FrameWords();
  final FrameWords refusal = new FrameWords();
  @Nullable String finishReason;
  @Nullable String nativeFinishReason;
  @Nullable Json details;
  @Nullable Json annotations;
  @Nullable Json extraContent;
  @Nullable Json filters;
  final AudioDelta audio = new AudioDelta();

  /** Where images are that the model made, or what they are. */
  final List<String> images = new ArrayList<>(0);

  final List<ContentPart> parts = new ArrayList<>(0);
  final List<ToolDelta> tools = new ArrayList<>(2);

  /** Members that nobody here knows, in their order. */
  final Map<String, Json> others = new LinkedHashMap<>(0);

  private final FrameWords reasoningContent = new FrameWords();
  private final FrameWords reasoningField = new FrameWords();
  private final FrameWords thinking = new FrameWords();
  private final List<FrameWords> words =
      List.of(text, refusal, reasoningContent, reasoningField, thinking);

  void clear() {
    words.forEach(FrameWords::clear);
    finishReason = null;
    nativeFinishReason = null;
    details = null;
    annotations = null;
    audio.clear();
    images.clear();
    extraContent = null;
    filters = null;
    parts.clear();
    tools.clear();
    others.clear();
  }

  /**
   * The reasoning, under the first of its names that has any: some hosts send the same words under
   * several.
   */
  @Nullable String reasoning() {
    if (!reasoningContent.isEmpty()) {
      return reasoningContent.text();
    }
    if (!reasoningField.isEmpty()) {
      return reasoningField.text();
    }
    if (!thinking.isEmpty()) {
      return thinking.text();
    }
    return details == null ? null : ReasoningDetails.text(details);
  }

  /**
   * The first words in it, those of tool calls included; null for none, and where other parts stand
   * between them.
   */
  @Nullable FrameWords words() {
    if (!parts.isEmpty()) {
      return null;
    }
    FrameWords first = FrameWords.first(words);
    for (int i = 0; first == null && i < tools.size(); i++) {
      first = tools.get(i).arguments.isEmpty() ? null : tools.get(i).arguments;
    }
    return first;
  }

  /** Reads a message, or what a chunk has in its place, at the parser. */
  void readMessage(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    String field;
    while ((field = json.nextName()) != null) {
      json.nextToken();
      switch (field) {
        case "content" -> readContent(json, bytes, offset);
        case "refusal" -> refusal.add(json);
        case "reasoning_content" -> reasoningContent.add(json);
        case "reasoning" -> reasoningField.add(json);
        case ReasoningDetails.TYPE -> details = items(json, bytes, offset);
        case "tool_calls" -> readTools(json, bytes, offset);
        case "function_call" -> readLegacyCall(json, bytes, offset);
        case "annotations" -> annotations = items(json, bytes, offset);
        case "audio" -> audio.read(json, bytes, offset);
        case MadeImages.FIELD -> MadeImages.read(json, images);
        case ExtraContent.TYPE -> extraContent = object(json, bytes, offset);
        default -> readOther(field, json, bytes, offset);
      }
    }
  }

  private void readOther(String field, JsonParser json, byte[] bytes, int offset) {
    Json value = OtherMembers.read(field, json, bytes, offset);
    if (value != null) {
      others.put(field, value);
    }
  }

  private void readContent(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      text.add(json);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readPart(json, bytes, offset);
    }
  }

  /** A part of Mistral's reasoning models, or a text part; others are kept as they are. */
  private void readPart(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      text.add(json);
      return;
    }
    int start = WireJson.place(json);
    boolean words = false;
    String type = null;
    String field;
    while ((field = json.nextName()) != null) {
      JsonToken token = json.nextToken();
      switch (field) {
        case "text" -> text.add(json);
        case "refusal" -> refusal.add(json);
        case "thinking" -> {
          if (token == JsonToken.START_ARRAY) {
            readThoughts(json);
          } else {
            thinking.add(json);
          }
        }
        case "type" -> type = WireJson.string(json);
        default -> json.skipChildren();
      }
      words |= WORDS.contains(field);
    }
    if (!words && type != null && !WORDS.contains(type)) {
      Json raw = WireJson.between(bytes, offset, start, json.currentLocation().getByteOffset());
      String before = text.text();
      parts.add(new ContentPart(type, raw, before == null ? 0 : before.length()));
    }
  }

  private void readThoughts(JsonParser json) {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        json.skipChildren();
        continue;
      }
      String field;
      while ((field = json.nextName()) != null) {
        json.nextToken();
        if (field.equals("text")) {
          thinking.add(json);
        } else {
          json.skipChildren();
        }
      }
    }
  }

  private void readTools(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        ToolDelta tool = new ToolDelta();
        tool.read(json, bytes, offset);
        add(tool);
      } else {
        json.skipChildren();
      }
    }
  }

  private void readLegacyCall(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    ToolDelta tool = new ToolDelta();
    tool.index = 0;
    tool.readFunction(json, bytes, offset);
    add(tool);
  }

  private void add(ToolDelta tool) {
    if (!tool.isEmpty()) {
      tools.add(tool);
    }
  }

  private static @Nullable Json object(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() == JsonToken.START_OBJECT) {
      return WireJson.rawValue(json, bytes, offset);
    }
    json.skipChildren();
    return null;
  }

  /** An array with something in it, as it is written. */
  private static @Nullable Json items(JsonParser json, byte[] bytes, int offset) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return null;
    }
    String raw = WireJson.raw(json, bytes, offset);
    return raw.indexOf('{') < 0 ? null : Json.ofText(raw);
  }
}
