package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Conversations and answers, with signatures, media and parts of the provider's own tools. */
class StoredConversationReplayTest {
  @TestFactory
  Stream<DynamicNode> readsEveryConversationAsItWasWritten() {
    return Recordings.tests(
        recordings ->
            recordings.of("gemini-generate").stream()
                .filter(each -> each.status() < 400)
                .filter(each -> !each.file().equals(GeminiReplayTest.WITHOUT_AN_END))
                .map(each -> DynamicTest.dynamicTest(each.file(), () -> hold(each))));
  }

  private static void hold(Exchange exchange) {
    ChatResponse answer = Assembled.chat(Decoding.READING.events(exchange));
    ChatResponse read = LlmJson.readResponse(again(LlmJson.write(answer)));
    assertThat(read.message()).isEqualTo(answer.message());
    assertThat(read.rawFinishReason()).isEqualTo(answer.rawFinishReason());
    assertThat(read.usage()).isEqualTo(answer.usage());
    assertThat(read.head()).isEqualTo(answer.head());

    List<Message> messages = new ArrayList<>();
    JsonNode asked = exchange.request();
    if (asked.isObject() && !asked.path("tools").isObject()) {
      messages.addAll(RecordedCall.conversation(SameRequest.of(asked).path("contents")));
    }
    messages.add(answer.message());
    ChatRequest request = ChatRequest.of(messages).withModel("gemini/model");
    assertThat(LlmJson.readRequest(again(LlmJson.write(request)))).isEqualTo(request);
  }

  /** As from a store: nothing but the text. */
  private static Json again(Json json) {
    return Json.ofText(json.text());
  }
}
