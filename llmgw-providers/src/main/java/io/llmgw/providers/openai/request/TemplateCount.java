package io.llmgw.providers.openai.request;

import io.llmgw.providers.json.RequestBytes;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.BodyWriter;
import io.llmgw.providers.wire.WireCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * What a server counts that puts a chat into the template of its model and reads the tokens of that
 * ({@code TokenizeChatRequest} in vllm/entrypoints/serve/tokenize/protocol.py of
 * vllm-project/vllm). What it does not know it passes over, so nothing else is sent. Media are
 * refused: of an image it counts the mark in the template alone, where the chat reads hundreds of
 * tokens.
 */
public final class TemplateCount {
  /** Where the count is asked for, seen from the address of chats, which ends in {@code /v1}. */
  public static final String PATH = "../tokenize";

  private static final String ARGUMENTS = "chat_template_kwargs";
  private static final Set<String> KEPT =
      Set.of(
          "model",
          "messages",
          "tools",
          "chat_template",
          "add_generation_prompt",
          "continue_final_message",
          "add_special_tokens");

  // Fields of a chat that its server hands to the template, and that a count has not
  // (ChatCompletionRequest.build_chat_params in openai/chat_completion/protocol.py).
  private static final String EFFORT = "reasoning_effort";
  private static final Set<String> HANDED_ON = Set.of(EFFORT, "documents");
  private static final String SWITCH = "enable_thinking";

  private final byte[] chat;
  private final JsonGenerator json;
  private final Map<String, String> arguments = new LinkedHashMap<>();

  private TemplateCount(byte[] chat, JsonGenerator json) {
    this.chat = chat;
    this.json = json;
  }

  /**
   * The request for the count of a chat.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} when it has media
   */
  public static RequestBytes of(WireCall call, RequestBytes chat, String model) {
    MessageCount.refuseMedia(call);
    byte[] bytes = chat.toByteArray();
    return BodyWriter.write(call, (json, writer) -> new TemplateCount(bytes, json).write());
  }

  private void write() {
    json.writeStartObject();
    WireJson.object(chat, 0, chat.length, this::readMembers);
    String effort = arguments.get(EFFORT);
    if (effort != null) {
      arguments.putIfAbsent(SWITCH, String.valueOf(!effort.equals("\"none\"")));
    }
    if (!arguments.isEmpty()) {
      json.writeObjectPropertyStart(ARGUMENTS);
      arguments.forEach(this::writeRaw);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void readMembers(JsonParser parser) {
    String name;
    while ((name = parser.nextName()) != null) {
      parser.nextToken();
      if (KEPT.contains(name)) {
        writeRaw(name, WireJson.raw(parser, chat, 0));
      } else if (HANDED_ON.contains(name)) {
        arguments.put(name, WireJson.raw(parser, chat, 0));
      } else if (name.equals(ARGUMENTS)) {
        WireJson.members(parser, (argument, at) -> given(argument, at));
      } else {
        parser.skipChildren();
      }
    }
  }

  /** What a field of the chat says wins over what the caller hands to the template himself. */
  private void given(String argument, JsonParser parser) {
    arguments.putIfAbsent(argument, WireJson.raw(parser, chat, 0));
  }

  private void writeRaw(String name, String value) {
    json.writeName(name);
    json.writeRawValue(value);
  }
}
