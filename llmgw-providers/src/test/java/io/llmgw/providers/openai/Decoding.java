package io.llmgw.providers.openai;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.AnswerHeaders;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.ByteSource;
import java.util.List;
import java.util.function.Consumer;

/** Decodes without a transport, as the transport does. */
final class Decoding {
  static final OpenAiChatFormat FORMAT = new OpenAiChatFormat(OpenAi.DIALECT);
  static final FormatReading READING = new FormatReading(FORMAT, "openai", "gpt-test");

  private Decoding() {}

  static AnswerHead head(int status, AnswerHeaders headers) {
    return READING.head(status, headers);
  }

  static AnswerHead head() {
    return READING.head();
  }

  static void whole(String body, Consumer<LlmEvent> events) {
    READING.whole(body, events);
  }

  static void stream(ByteSource source, AnswerHead head, Consumer<LlmEvent> events) {
    READING.stream(source, head, events);
  }

  static String describe(List<LlmEvent> events) {
    return FormatReading.describe(events);
  }
}
