package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.codec.LlmJson;
import io.llmgw.api.content.Message;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.RecordedConversation;
import io.llmgw.providers.replay.Recordings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Stores the recorded conversations, with their answers, and reads them again. */
class StoredConversationReplayTest {
  private static final String[] HOSTS = {
    "azure",
    "copilot",
    "deepseek",
    "doubleword",
    "gemini",
    "gpustack",
    "groq",
    "huggingface",
    "llamacpp",
    "mistral",
    "ollama",
    "openai",
    "openrouter",
    "perplexity",
    "snowflake",
    "together",
    "venice",
    "xai"
  };

  private static final Served NOBODY =
      new Served(
          "call",
          null,
          null,
          null,
          CacheStatus.NONE,
          List.of(),
          Duration.ofMillis(5),
          Usage.reported(1, 2),
          Cost.UNKNOWN,
          List.of());

  @TestFactory
  Stream<DynamicNode> readsEveryConversationAsItWasWritten() {
    Recordings recordings = Recordings.find();
    if (recordings == null) {
      String reason = "neither llmgw.exchanges nor LLMGW_EXCHANGES names a folder of recordings";
      return Stream.of(DynamicTest.dynamicTest("skipped: " + reason, () -> abort(reason)));
    }
    return Stream.concat(
        Stream.of(HOSTS).map(host -> all(host, recordings.of(host, "chat-completions"))),
        Stream.of(all("anthropic", recordings.of("anthropic", "anthropic-messages"))));
  }

  private static DynamicNode all(String provider, List<Exchange> exchanges) {
    assertThat(exchanges).as("recordings of " + provider).isNotEmpty();
    return DynamicContainer.dynamicContainer(
        provider,
        exchanges.stream()
            .map(each -> DynamicTest.dynamicTest(each.file(), () -> store(provider, each))));
  }

  private static void store(String provider, Exchange exchange) {
    List<Message> messages = new ArrayList<>(RecordedConversation.of(provider, exchange.request()));
    if (exchange.status() < 400 && !provider.equals("anthropic")) {
      ChatResponse answer = answer(exchange);
      messages.add(answer.message());
      storeAnswer(answer);
    }

    assertThat(LlmJson.readMessages(again(LlmJson.write(messages)))).isEqualTo(messages);

    if (!messages.isEmpty()) {
      ChatRequest request = ChatRequest.of(messages).withModel(provider + "/model");
      assertThat(LlmJson.readRequest(again(LlmJson.write(request)))).isEqualTo(request);
    }
  }

  private static void storeAnswer(ChatResponse answer) {
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

  private static ChatResponse answer(Exchange exchange) {
    List<LlmEvent> events = new ArrayList<>();
    if (exchange.isStreamed()) {
      Decoding.stream(Cuts.whole(exchange.streamBody()), head(exchange), events::add);
    } else {
      byte[] body = exchange.body();
      Decoding.FORMAT.decodeWhole(body, body.length, head(exchange), events::add);
    }
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    return assembler.response(NOBODY);
  }

  private static AnswerHead head(Exchange exchange) {
    return Decoding.head(exchange.status(), exchange.headers());
  }
}
