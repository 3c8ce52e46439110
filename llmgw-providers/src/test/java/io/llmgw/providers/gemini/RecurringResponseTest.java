package io.llmgw.providers.gemini;

import io.llmgw.providers.replay.AlteredFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Responses that repeat but for their words say what the parser says of them. */
class RecurringResponseTest {
  private static final String START =
      """
      data: {"candidates":[{"content":{"parts":[{"text":"First."}],"role":"model"},"index":0}],"modelVersion":"m","responseId":"r"}

      """;
  private static final String END =
      """
      data: {"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}

      """;
  private static final List<String> EVENTS =
      List.of(
          parts("{\"text\":\"WORD\"}"),
          parts("{\"text\":\"WORD\"}") + "    ",
          parts("{\"text\":\"WORD\",\"thought\":true}"),
          parts("{\"thought\":false,\"text\":\"WORD\"}"),
          parts("{\"text\":\"WORD\",\"thoughtSignature\":\"c2ln\"}"),
          parts("{\"text\":\"one\",\"thoughtSignature\":\"WORD\"}"),
          parts("{\"text\":\"WORD\",\"text\":\"two\"}"),
          parts("{\"text\":\"WORD\"},{\"text\":\"two\"}"),
          parts("{\"text\":\"WORD\",\"odd\":{\"text\":\"two\"}}"),
          parts("{\"functionCall\":{\"name\":\"WORD\",\"args\":{}}}"),
          parts("{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":\"WORD\"}}}"),
          parts("{\"executableCode\":{\"code\":\"WORD\"}}"),
          parts("{\"text\":\"WORD\"}").replace("\"index\":0", "\"index\":1"),
          parts("{\"text\":\"WORD\"}").replace("\"index\":0", "\"finishReason\":\"STOP\""),
          parts("{\"text\":\"WORD\"}").replace("\"r\"}", "\"other\"}"),
          parts("{\"text\":\"WORD\"}")
              .replace("\"r\"}", "\"r\",\"usageMetadata\":{\"promptTokenCount\":7}}"),
          parts("{\"text\":\"WORD\"}")
              .replace("\"r\"}", "\"r\",\"usageMetadata\":{\"trafficType\":\"ON_DEMAND\"}}"),
          counted("\"promptTokenCount\":7,\"candidatesTokenCount\":12,\"totalTokenCount\":19"),
          counted("\"candidatesTokenCount\":0,\"thoughtsTokenCount\":5}, \"a\":{\"b\":1"),
          counted("\"promptTokenCount\":7,\"promptTokenCount\":8"),
          counted("\"promptTokenCount\":\"7\",\"candidatesTokenCount\":12"),
          counted(
              "\"promptTokenCount\":7,\"promptTokensDetails\":[{\"modality\":\"AUDIO\","
                  + "\"tokenCount\":7}]"),
          counted("\"promptTokenCount\":7,".repeat(9) + "\"candidatesTokenCount\":12"),
          counted("\"promptTokenCount\":7},\"usageMetadata\":{\"candidatesTokenCount\":12"),
          "data: {\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":12},"
              + parts("{\"text\":\"WORD\"}").substring(7),
          "event: error\n" + parts("{\"text\":\"WORD\"}"));

  private static String counted(String counts) {
    return parts("{\"text\":\"WORD\"}")
        .replace("\"r\"}", "\"r\",\"usageMetadata\":{" + counts + "}}");
  }

  private static String parts(String parts) {
    return "data: {\"candidates\":[{\"content\":{\"parts\":["
        + parts
        + "],\"role\":\"model\"},\"index\":0}],\"modelVersion\":\"m\",\"responseId\":\"r\"}";
  }

  @Test
  void saysWhatTheParserSays() {
    new AlteredFrames(Decoding.READING, START, EVENTS, END).compare();
  }
}
