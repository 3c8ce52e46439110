package io.llmgw.providers.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.anthropic.answer.AnthropicItems;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.ParsedFrames;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.ServedFixture;
import io.llmgw.providers.wire.ByteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Decodes every recorded answer of the protocol, and compares the result with an independent
 * reading of the same bytes. Streams arrive whole, byte by byte, and cut at random. None is
 * excepted.
 */
class AnthropicReplayTest {
  private static final int RANDOM_CUTS = 20;

  @TestFactory
  Stream<DynamicTest> readsWhatWasRecorded() {
    Recordings recordings = Recordings.find();
    if (recordings == null) {
      String reason = "neither llmgw.exchanges nor LLMGW_EXCHANGES names a folder of recordings";
      // A test of its own, since reports do not count a factory that is skipped.
      return Stream.of(DynamicTest.dynamicTest("skipped: " + reason, () -> abort(reason)));
    }
    List<Exchange> exchanges = recordings.of("anthropic-messages");
    assertThat(exchanges).isNotEmpty();
    return exchanges.stream()
        .map(exchange -> DynamicTest.dynamicTest(exchange.file(), () -> replay(exchange)));
  }

  private static void replay(Exchange exchange) {
    if (exchange.status() >= 400) {
      replayError(exchange);
    } else if (exchange.isStreamed()) {
      replayStream(exchange);
    } else {
      byte[] body = exchange.body();
      List<LlmEvent> events = new ArrayList<>();
      Decoding.FORMAT.decodeWhole(body, body.length, head(exchange), events::add);
      compare(assemble(events), RawMessage.ofWhole(body));
    }
  }

  private static void replayError(Exchange exchange) {
    byte[] body = exchange.body();

    LlmException error = head(exchange).refusal(ErrorBody.of(body, 0, body.length));

    assertThat(error.httpStatus()).isEqualTo(exchange.status());
    assertThat(error.isRetryable()).isEqualTo(exchange.status() == 429 || exchange.status() >= 500);
    assertThat(error.provider()).isEqualTo("anthropic");
    assertThat(error.providerCode()).isEqualTo(RawMessage.errorType(body)).endsWith("_error");
  }

  private static void replayStream(Exchange exchange) {
    byte[] body = exchange.streamBody();
    List<LlmEvent> atOnce = decode(Cuts.whole(body), exchange);
    compare(assemble(atOnce), RawMessage.ofStream(body));

    new ParsedFrames(Decoding.READING).compare(body);
    String expected = FormatReading.describe(atOnce);
    assertThat(FormatReading.describe(decode(Cuts.single(body), exchange))).isEqualTo(expected);
    for (int seed = 0; seed < RANDOM_CUTS; seed++) {
      ByteSource cut = Cuts.random(body, 1 + seed * 3, new Random(seed));
      assertThat(FormatReading.describe(decode(cut, exchange)))
          .as("seed " + seed)
          .isEqualTo(expected);
    }
  }

  private static List<LlmEvent> decode(ByteSource source, Exchange exchange) {
    List<LlmEvent> events = new ArrayList<>();
    Decoding.READING.stream(source, head(exchange), events::add);
    return events;
  }

  private static AnswerHead head(Exchange exchange) {
    return Decoding.READING.head(exchange.status(), exchange.headers());
  }

  private static ChatResponse assemble(List<LlmEvent> events) {
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    return assembler.response(ServedFixture.NOBODY);
  }

  private static void compare(ChatResponse read, RawMessage raw) {
    assertThat(read.text()).isEqualTo(raw.text());
    assertThat(reasoning(read)).isEqualTo(raw.reasoning());
    assertThat(read.toolCalls())
        .extracting(call -> call.id() + " " + call.name() + " " + call.arguments().value())
        .isEqualTo(raw.calls());
    assertThat(items(read)).isEqualTo(raw.items());
    assertThat(read.rawFinishReason()).isEqualTo(raw.stopReason());
    assertThat(read.finishReason()).isEqualTo(raw.finishReason()).isNotEqualTo(FinishReason.OTHER);
    assertThat(read.head().model()).isEqualTo(raw.model());
    assertThat(read.head().responseId()).isEqualTo(raw.id());
    for (TokenKind kind : TokenKind.values()) {
      assertThat(read.usage().isKnown(kind)).as("" + kind).isEqualTo(raw.usage().containsKey(kind));
      assertThat(read.usage().count(kind).tokens()).isEqualTo(raw.usage().getOrDefault(kind, 0L));
    }
  }

  /** Text and signature of each thinking block. */
  private static List<String> reasoning(ChatResponse response) {
    List<String> blocks = new ArrayList<>();
    for (Part part : response.message().parts()) {
      if (part instanceof Part.Reasoning reasoning) {
        blocks.add(reasoning.text() + " " + reasoning.signature());
      }
    }
    return blocks;
  }

  /** The blocks that are kept as they are. */
  private static List<Object> items(ChatResponse response) {
    List<Object> blocks = new ArrayList<>();
    for (Part part : response.message().parts()) {
      if (part instanceof ProviderItem item && !AnthropicItems.isBesideContent(item)) {
        blocks.add(item.json().value());
      }
    }
    return blocks;
  }
}
