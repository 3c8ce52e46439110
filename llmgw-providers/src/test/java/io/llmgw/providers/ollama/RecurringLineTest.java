package io.llmgw.providers.ollama;

import io.llmgw.providers.replay.AlteredFrames;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that repeat but for their words and their time say what the parser says of them. */
class RecurringLineTest {
  private static final String START =
      """
      {"model":"m","created_at":"2026-08-17T08:22:53.1Z","message":{"role":"assistant","content":"First."},"done":false}
      """;
  private static final String END =
      """
      {"model":"m","message":{"content":""},"done":true,"done_reason":"stop","eval_count":7}
      """;
  private static final List<String> LINES =
      List.of(
          line("\"content\":\"WORD\""),
          line("\"content\":\"WORD\"").replace("53.1Z", "54.22Z"),
          line("\"content\":\"one\"").replace("53.1Z", "WORD"),
          line("\"content\":\"\",\"thinking\":\"WORD\""),
          line("\"thinking\":\"WORD\",\"content\":\"two\""),
          line("\"thinking\":\"one\",\"content\":\"WORD\""),
          line("\"content\":\"WORD\",\"content\":\"two\""),
          line("\"content\":\"WORD\",\"odd\":{\"content\":\"two\"}"),
          line("\"content\":\"one\",\"odd\":\"WORD\""),
          line("\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"WORD\"}}]"),
          line("\"content\":\"WORD\",\"tool_calls\":[{\"function\":{\"name\":\"f\"}}]"),
          line("\"content\":\"WORD\"").replace("\"m\"", "\"other\""),
          line("\"content\":\"WORD\"").replace("false}", "false,\"eval_count\":3}"),
          line("\"content\":\"WORD\"").replace("false}", "false,\"error\":null}"),
          line("\"content\":\"WORD\"").replace("false}", "false,\"error\":\"no\"}"),
          line("\"content\":\"WORD\"").replace("false}", "true,\"done_reason\":\"stop\"}"),
          line("\"content\":\"WORD\"").replace("false}", "false,\"created_at\":\"again\"}"),
          line("\"content\":\"WORD\"") + " ");

  private static String line(String message) {
    return "{\"model\":\"m\",\"created_at\":\"2026-08-17T08:22:53.1Z\",\"message\":{"
        + "\"role\":\"assistant\","
        + message
        + "},\"done\":false}";
  }

  @Test
  void saysWhatTheParserSays() {
    new AlteredFrames(Decoding.READING, START, LINES, END).compare();
  }
}
