package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Stores the recorded conversations of an API, with their answers, and reads them again. */
public final class StoredConversations {
  private StoredConversations() {}

  /** A test of each exchange of everybody who was recorded. */
  public static Stream<DynamicNode> tests(String api, WireFormat format) {
    return tests(api, format, Framing.SSE);
  }

  /** The same where streams are cut so. */
  public static Stream<DynamicNode> tests(String api, WireFormat format, Framing framing) {
    return Recordings.tests(
        recordings ->
            recordings.providersOf(api).stream()
                .map(
                    provider -> {
                      FormatReading reading = new FormatReading(format, provider, "model", framing);
                      return DynamicContainer.dynamicContainer(
                          provider,
                          recordings.of(provider, api).stream()
                              .map(
                                  each ->
                                      DynamicTest.dynamicTest(
                                          each.file(), () -> hold(reading, each))));
                    }));
  }

  private static void hold(FormatReading reading, Exchange exchange) {
    String provider = reading.provider();
    List<Message> messages = new ArrayList<>(RecordedConversation.of(provider, exchange.request()));
    if (exchange.status() < 400) {
      ChatResponse answer = Assembled.chat(reading.events(exchange));
      messages.add(answer.message());
      holdAnswer(answer);
    }

    assertThat(LlmJson.readMessages(again(LlmJson.write(messages)))).isEqualTo(messages);

    if (!messages.isEmpty()) {
      ChatRequest request = ChatRequest.of(messages).withModel(provider + "/model");
      assertThat(LlmJson.readRequest(again(LlmJson.write(request)))).isEqualTo(request);
    }
  }

  private static void holdAnswer(ChatResponse answer) {
    ChatResponse read = LlmJson.readResponse(again(LlmJson.write(answer)));

    assertThat(read.message()).isEqualTo(answer.message());
    assertThat(read.finishReason()).isEqualTo(answer.finishReason());
    assertThat(read.rawFinishReason()).isEqualTo(answer.rawFinishReason());
    assertThat(read.usage()).isEqualTo(answer.usage());
    assertThat(read.served()).isEqualTo(answer.served());
    assertThat(read.head()).isEqualTo(answer.head());
  }

  /** As from a store: nothing but the text. */
  private static Json again(Json json) {
    return Json.ofText(json.text());
  }
}
