package io.llmgw.providers.bedrock;

import io.llmgw.providers.replay.AlteredFrames;
import io.llmgw.providers.replay.FormatReading;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that repeat but for their words say what the parser says of them. */
class RecurringEventTest {
  // In a framing without checksums, so that what is altered gets as far as the decoder.
  private static final FormatReading READING =
      new FormatReading(Decoding.FORMAT, "bedrock", "nova-test");
  private static final String START =
      """
      event: messageStart
      data: {"role":"assistant"}

      event: contentBlockStart
      data: {"contentBlockIndex":2,"start":{"toolUse":{"toolUseId":"t1","name":"f"}}}

      event: contentBlockStart
      data: {"contentBlockIndex":3,"start":{"madeUp":{"a":1}}}

      """;
  private static final String END =
      """
      event: messageStop
      data: {"stopReason":"end_turn"}

      event: metadata
      data: {"usage":{"inputTokens":6,"outputTokens":20}}

      """;
  private static final List<String> EVENTS =
      List.of(
          delta("\"contentBlockIndex\":1,\"delta\":{\"text\":\"WORD\"},\"p\":\"abc\""),
          delta("\"contentBlockIndex\":1,\"delta\":{\"text\":\"WORD\"},\"p\":\"a\\u0062\""),
          delta("\"p\":\"abcd\",\"contentBlockIndex\":1,\"delta\":{\"text\":\"WORD\"}"),
          delta("\"contentBlockIndex\":1,\"delta\":{\"text\":\"WORD\"}"),
          delta("\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"text\":\"WORD\"}}"),
          delta(
              "\"contentBlockIndex\":0,\"delta\":{\"reasoningContent\":{\"signature\":\"WORD\"}}"),
          delta("\"contentBlockIndex\":2,\"delta\":{\"toolUse\":{\"input\":\"WORD\"}}"),
          delta("\"contentBlockIndex\":3,\"delta\":{\"text\":\"WORD\"}"),
          delta("\"contentBlockIndex\":3,\"delta\":{\"odd\":\"WORD\"}"),
          delta("\"contentBlockIndex\":9,\"delta\":{\"text\":\"WORD\"}"),
          delta("\"contentBlockIndex\":1,\"delta\":{\"text\":\"WORD\",\"text\":\"\"}"),
          delta("\"delta\":{\"text\":\"WORD\",\"toolUse\":{\"input\":\"three\"}}"),
          delta("\"delta\":{\"text\":\"WORD\"},\"usage\":{\"outputTokens\":5}"),
          delta("\"delta\":{\"text\":\"WORD\"},\"p\":\"a\",\"p\":\"b\""),
          "event: contentBlockStop\ndata: {\"delta\":{\"text\":\"WORD\"}}",
          "event: throttlingException\ndata: {\"delta\":{\"text\":\"WORD\"}}",
          "data: {\"delta\":{\"text\":\"WORD\"}}");

  private static String delta(String fields) {
    return "event: contentBlockDelta\ndata: {" + fields + "}";
  }

  @Test
  void saysWhatTheParserSays() {
    new AlteredFrames(READING, START, EVENTS, END).compare();
  }
}
