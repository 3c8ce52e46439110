package io.llmgw.providers.anthropic;

import io.llmgw.providers.replay.AlteredFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that repeat but for their words say what the parser says of them. */
class RecurringEventTest {
  private static final String START =
      """
      data: {"type":"message_start","message":{"id":"m1","model":"m","content":[],"usage":{"input_tokens":6,"output_tokens":1}}}

      data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}

      data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

      data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{}}}

      data: {"type":"content_block_start","index":3,"content_block":{"type":"made_up","text":"a"}}

      """;
  private static final String END =
      """
      data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":20}}

      data: {"type":"message_stop"}

      """;
  private static final List<String> EVENTS =
      List.of(
          delta("\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"WORD\"}"),
          delta("\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"WORD\"}    "),
          delta("\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"WORD\"} "),
          delta("\"index\":2,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"WORD\"}"),
          delta("\"index\":3,\"delta\":{\"type\":\"text_delta\",\"text\":\"WORD\"}"),
          delta("\"index\":3,\"delta\":{\"type\":\"odd_delta\",\"odd\":\"WORD\"}"),
          delta("\"index\":9,\"delta\":{\"type\":\"text_delta\",\"text\":\"WORD\"}"),
          delta("\"index\":1,\"delta\":{\"text\":\"WORD\",\"text\":\"\"}"),
          delta("\"index\":1,\"delta\":{\"text\":\"WORD\",\"thinking\":\"three\"}"),
          delta("\"index\":1,\"delta\":{\"text\":\"\",\"thinking\":\"WORD\"}"),
          delta("\"index\":1,\"delta\":{\"text\":\"WORD\"},\"usage\":{\"output_tokens\":5}"),
          "data: {\"delta\":{\"text\":\"WORD\",\"type\":\"text_delta\"},\"index\":1,"
              + "\"type\":\"content_block_delta\"}",
          "data: {\"type\":\"content_block_start\",\"index\":1,"
              + "\"content_block\":{\"type\":\"text\",\"text\":\"WORD\"}}",
          "event: content_block_delta\ndata: {\"index\":1,\"delta\":{\"text\":\"WORD\"}}",
          "event: content_block_stop\ndata: {\"index\":1,\"delta\":{\"text\":\"WORD\"}}",
          "event: error\n" + delta("\"index\":1,\"delta\":{\"text\":\"WORD\"}"));

  private static String delta(String fields) {
    return "data: {\"type\":\"content_block_delta\"," + fields + "}";
  }

  @Test
  void saysWhatTheParserSays() {
    new AlteredFrames(Decoding.READING, START, EVENTS, END).compare();
  }
}
