package io.llmgw.providers.cohere;

import io.llmgw.providers.replay.AlteredFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that repeat but for their words say what the parser says of them. */
class RecurringEventTest {
  private static final String START =
      """
      event: message-start
      data: {"type":"message-start","id":"a","delta":{"message":{"content":[]}}}

      event: tool-call-start
      data: {"type":"tool-call-start","index":2,"delta":{"message":{"tool_calls":{"id":"t1","function":{"name":"f","arguments":""}}}}}

      event: content-start
      data: {"type":"content-start","index":3,"delta":{"message":{"content":{"type":"made-up","a":1}}}}

      """;
  private static final String END =
      """
      data: {"type":"message-end","delta":{"finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":6,"output_tokens":20}}}}

      """;
  private static final List<String> EVENTS =
      List.of(
          event("content-delta", 1, "\"content\":{\"text\":\"WORD\"}"),
          event("content-delta", 0, "\"content\":{\"thinking\":\"WORD\"}"),
          event("content-delta", 3, "\"content\":{\"text\":\"WORD\"}"),
          event("content-delta", 3, "\"content\":{\"odd\":\"WORD\"}"),
          event("content-delta", 9, "\"content\":{\"type\":\"text\",\"text\":\"WORD\"}"),
          event("content-delta", 1, "\"content\":\"WORD\""),
          event("content-delta", 1, "\"content\":{\"text\":\"WORD\",\"text\":\"\"}"),
          event("content-delta", 1, "\"content\":{\"text\":\"WORD\",\"thinking\":\"three\"}"),
          event("content-start", 5, "\"content\":{\"type\":\"text\",\"text\":\"WORD\"}"),
          event("tool-plan-delta", 0, "\"tool_plan\":\"WORD\""),
          event("tool-call-delta", 2, "\"tool_calls\":{\"function\":{\"arguments\":\"WORD\"}}"),
          event("tool-call-end", 2, "\"tool_calls\":{\"function\":{\"arguments\":\"WORD\"}}"),
          event("citation-start", 0, "\"content\":{\"text\":\"WORD\"},\"citations\":{\"start\":1}"),
          "event: content-delta\ndata: {\"delta\":{\"message\":{\"content\":{\"text\":\"WORD\"}}}}",
          "data: {\"delta\":{\"message\":{\"content\":{\"text\":\"WORD\"}}}}",
          "data: {\"type\":\"content-delta\",\"logprobs\":{\"logprobs\":[-1]},"
              + "\"delta\":{\"message\":{\"content\":{\"text\":\"WORD\"}}}}",
          "data: {\"type\":\"content-delta\",\"delta\":{\"message\":{\"content\":{\"text\":\"WORD\"}},"
              + "\"usage\":{\"tokens\":{\"output_tokens\":5}}}}",
          "data: {\"type\":\"content-delta\",\"error\":\"x\","
              + "\"delta\":{\"message\":{\"content\":{\"text\":\"WORD\"}}}}");

  private static String event(String type, int index, String change) {
    return "event: %s\ndata: {\"type\":\"%s\",\"index\":%d,\"delta\":{\"message\":{%s}}}"
        .formatted(type, type, index, change);
  }

  @Test
  void saysWhatTheParserSays() {
    new AlteredFrames(Decoding.READING, START, EVENTS, END).compare();
  }
}
