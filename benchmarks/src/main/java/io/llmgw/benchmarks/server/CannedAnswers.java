package io.llmgw.benchmarks.server;

import io.llmgw.benchmarks.client.Conversation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers as bytes: in the form of OpenAI's Chat Completions and Responses, as Anthropic's
 * Messages, as Google's generateContent, and as Cohere's chat.
 */
public final class CannedAnswers {
  private static final String HEAD =
      """
      HTTP/1.1 200 OK
      date: Mon, 05 Jan 2026 10:00:00 GMT
      openai-organization: example
      openai-processing-ms: 812
      openai-version: 2020-10-01
      x-envoy-upstream-service-time: 820
      x-ratelimit-limit-requests: 10000
      x-ratelimit-limit-tokens: 2000000
      x-ratelimit-remaining-requests: 9999
      x-ratelimit-remaining-tokens: 1998230
      x-ratelimit-reset-requests: 6ms
      x-ratelimit-reset-tokens: 53ms
      x-request-id: req_0123456789abcdef0123456789abcdef
      strict-transport-security: max-age=31536000; includeSubDomains; preload
      x-content-type-options: nosniff
      server: benchmark
      """
          .replace("\n", "\r\n");
  private static final String ID = "chatcmpl-C0123456789abcdefghijklmnopqrs";
  private static final String DATED_MODEL = Conversation.MODEL + "-2025-08-07";
  private static final String ITEM = "msg_0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String PADDING = "a1B2c3D4e5F6g7H8";
  private static final String USAGE =
      "{\"prompt_tokens\":612,\"completion_tokens\":248,\"total_tokens\":860,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
          + "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
          + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}";

  private CannedAnswers() {}

  /** The body of an answer that comes whole. */
  public static String body() {
    return "{\n  \"id\": \""
        + ID
        + "\",\n  \"object\": \"chat.completion\",\n  \"created\": 1767607200,\n  \"model\": \""
        + DATED_MODEL
        + "\",\n  \"choices\": [\n    {\n      \"index\": 0,\n      \"message\": {\n"
        + "        \"role\": \"assistant\",\n        \"content\": "
        + quoted(Conversation.ANSWER)
        + ",\n        \"refusal\": null,\n        \"annotations\": []\n      },\n"
        + "      \"finish_reason\": \"stop\"\n    }\n  ],\n  \"usage\": "
        + USAGE
        + ",\n  \"service_tier\": \"default\",\n  \"system_fingerprint\": null\n}\n";
  }

  /** The events of a streamed answer, each with the blank line that ends it. */
  public static List<String> events() {
    List<String> events = new ArrayList<>();
    events.add(chunk("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null", 0));
    for (int i = 0; i < Conversation.PIECES; i++) {
      events.add(chunk("{\"content\":" + quoted(Conversation.piece(i)) + "}", "null", i));
    }
    events.add(chunk("{}", "\"stop\"", 1));
    events.add(event("[]", USAGE, 2));
    events.add("data: [DONE]\n\n");
    return events;
  }

  /** The same text in the same pieces, in the form of Anthropic's Messages. */
  public static List<String> messageEvents() {
    List<String> events = new ArrayList<>();
    events.add(
        named(
            "message_start",
            "\"message\":{\"id\":\"msg_0123456789abcdefghijklmn\",\"type\":\"message\","
                + "\"role\":\"assistant\",\"model\":\"claude-sonnet-4-6\",\"content\":[],"
                + "\"stop_reason\":null,\"stop_sequence\":null,"
                + "\"usage\":{\"input_tokens\":612,\"output_tokens\":1}}"));
    events.add(
        named(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    for (int i = 0; i < Conversation.PIECES; i++) {
      String text = quoted(Conversation.piece(i));
      events.add(
          named(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                  + text
                  + "}"
                  + " ".repeat(padding(i).length() - 1)));
    }
    events.add(named("content_block_stop", "\"index\":0"));
    events.add(
        named(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":248}"));
    events.add("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
    return events;
  }

  /** The same text in the same pieces, as Google's API sends it: with the usage in every event. */
  public static List<String> generatedEvents() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < Conversation.PIECES; i++) {
      events.add(generated(quoted(Conversation.piece(i)), "", i + 1));
    }
    events.add(generated("\"\"", "\"finishReason\":\"STOP\",", 248));
    return events;
  }

  private static String generated(String text, String finish, int tokens) {
    return "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": "
        + text
        + "}],\"role\": \"model\"},"
        + finish
        + "\"index\": 0}],\"usageMetadata\": {\"promptTokenCount\": 612,\"candidatesTokenCount\": "
        + tokens
        + ",\"totalTokenCount\": "
        + (612 + tokens)
        + ",\"promptTokensDetails\": [{\"modality\": \"TEXT\",\"tokenCount\": 612}],"
        + "\"serviceTier\": \"standard\"},\"modelVersion\": \"gemini-2.5-flash\","
        + "\"responseId\": \"J3dHapyWENS3g8UPyrefuAE\"}\r\n\r\n";
  }

  /** The same text in the same pieces, a line each, as Ollama sends it: each with its time. */
  public static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < Conversation.PIECES; i++) {
      lines.add(line(quoted(Conversation.piece(i)), i, "\"done\":false"));
    }
    lines.add(
        line(
            "\"\"",
            Conversation.PIECES,
            "\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":612,"
                + "\"eval_count\":248"));
    return lines;
  }

  private static String line(String text, int number, String end) {
    return "{\"model\":\"qwen3:4b\",\"created_at\":\"2026-03-01T12:00:00."
        + (100_003 + 12_289 * number)
        + "Z\",\"message\":{\"role\":\"assistant\",\"content\":"
        + text
        + "},"
        + end
        + "}\n";
  }

  /** The same text in the same pieces, in the form of OpenAI's Responses. */
  public static List<String> responseEvents() {
    List<String> events = new ArrayList<>();
    String message = "\"id\":\"" + ITEM + "\",\"type\":\"message\",\"role\":\"assistant\",";
    String place = "\"output_index\":0,";
    events.add(named("response.created", response("in_progress", "") + counted(0)));
    events.add(
        named(
            "response.output_item.added",
            "\"item\":{"
                + message
                + "\"status\":\"in_progress\",\"content\":[]},"
                + place
                + counted(1)));
    for (int i = 0; i < Conversation.PIECES; i++) {
      events.add(
          named(
              "response.output_text.delta",
              "\"content_index\":0,\"delta\":"
                  + quoted(Conversation.piece(i))
                  + (",\"item_id\":\"" + ITEM + "\",\"logprobs\":[],\"obfuscation\":\"")
                  + (padding(i) + "\"," + place + counted(i + 2))));
    }
    String item =
        "{"
            + message
            + "\"status\":\"completed\",\"content\":[{\"type\":\"output_text\","
            + ("\"annotations\":[],\"logprobs\":[],\"text\":"
                + quoted(Conversation.ANSWER)
                + "}]}");
    int last = Conversation.PIECES + 2;
    events.add(
        named("response.output_item.done", "\"item\":" + item + "," + place + counted(last)));
    events.add(named("response.completed", response("completed", item) + counted(last + 1)));
    return events;
  }

  private static String response(String status, String output) {
    return "\"response\":{\"id\":\"resp_0123456789abcdef\",\"object\":\"response\",\"status\":\""
        + (status + "\",\"error\":null,\"model\":\"" + DATED_MODEL + "\",\"output\":[" + output)
        + "],\"usage\":{\"input_tokens\":612,\"output_tokens\":248,\"total_tokens\":860}},";
  }

  private static String counted(int number) {
    return "\"sequence_number\":" + number;
  }

  private static String named(String type, String fields) {
    return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
  }

  private static String chunk(String delta, String finishReason, int place) {
    return event(
        "[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":" + finishReason + "}]",
        "null",
        place);
  }

  private static String event(String choices, String usage, int place) {
    return "data: {\"id\":\""
        + ID
        + "\",\"object\":\"chat.completion.chunk\",\"created\":1767607200,\"model\":\""
        + DATED_MODEL
        + "\",\"service_tier\":\"default\",\"system_fingerprint\":null,\"choices\":"
        + choices
        + ",\"usage\":"
        + usage
        + ",\"obfuscation\":\""
        + padding(place)
        + "\"}\n\n";
  }

  /** Both pad their events, to another length each time: with letters here, with blanks there. */
  private static String padding(int place) {
    return PADDING.substring(place * 7 % PADDING.length());
  }

  /** The same text in the same pieces, as Cohere's chat sends it. */
  public static List<String> chatEvents() {
    String content = "\"index\":0,\"delta\":{\"message\":{\"content\":{";
    List<String> events = new ArrayList<>();
    events.add(
        named(
            "message-start",
            "\"id\":\"29f14a5a-11de-4cae-9800-25e4747408ea\",\"delta\":{\"message\":{"
                + "\"role\":\"assistant\",\"content\":[],\"tool_plan\":\"\",\"tool_calls\":[],"
                + "\"citations\":[]}}"));
    events.add(named("content-start", content + "\"type\":\"text\",\"text\":\"\"}}}"));
    for (int i = 0; i < Conversation.PIECES; i++) {
      String text = "\"text\":" + quoted(Conversation.piece(i)) + "}}}";
      events.add(named("content-delta", content + text));
    }
    events.add(named("content-end", "\"index\":0"));
    events.add(
        named(
            "message-end",
            "\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":{\"tokens\":{"
                + "\"input_tokens\":612,\"output_tokens\":248}}}"));
    return events;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  static byte[] wholeAnswer() {
    byte[] body = bytes(body());
    String head = HEAD + "content-type: application/json\r\n";
    return bytes(head + "content-length: " + body.length + "\r\n\r\n" + body());
  }

  /** The head of a streamed answer, then its events, each in a chunk of its own. */
  static List<byte[]> streamedAnswer() {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(
        bytes(
            HEAD
                + "content-type: text/event-stream; charset=utf-8\r\n"
                + "transfer-encoding: chunked\r\n\r\n"));
    for (String event : events()) {
      pieces.add(bytes(Integer.toHexString(bytes(event).length) + "\r\n" + event + "\r\n"));
    }
    pieces.add(bytes("0\r\n\r\n"));
    return pieces;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
