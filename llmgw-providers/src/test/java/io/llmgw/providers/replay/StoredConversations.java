package io.llmgw.providers.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.providers.answer.AnswerHead;
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
    Recordings recordings = Recordings.find();
    if (recordings == null) {
      String reason = "neither llmgw.exchanges nor LLMGW_EXCHANGES names a folder of recordings";
      return Stream.of(DynamicTest.dynamicTest("skipped: " + reason, () -> abort(reason)));
    }
    assertThat(recordings.providersOf(api)).isNotEmpty();
    return recordings.providersOf(api).stream()
        .map(
            provider -> {
              FormatReading reading = new FormatReading(format, provider, "model");
              return DynamicContainer.dynamicContainer(
                  provider,
                  recordings.of(provider, api).stream()
                      .map(
                          each -> DynamicTest.dynamicTest(each.file(), () -> hold(reading, each))));
            });
  }

  private static void hold(FormatReading reading, Exchange exchange) {
    String provider = reading.provider();
    List<Message> messages = new ArrayList<>(RecordedConversation.of(provider, exchange.request()));
    if (exchange.status() < 400) {
      ChatResponse answer = answer(reading, exchange);
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

  private static ChatResponse answer(FormatReading reading, Exchange exchange) {
    AnswerHead head = reading.head(exchange.status(), exchange.headers());
    List<LlmEvent> events = new ArrayList<>();
    if (exchange.isStreamed()) {
      reading.stream(Cuts.whole(exchange.streamBody()), head, events::add);
    } else {
      byte[] body = exchange.body();
      reading.format().decodeWhole(body, body.length, head, events::add);
    }
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    return assembler.response(ServedFixture.NOBODY);
  }
}
