package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseAssembler;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.dialect.Dialect;
import io.llmgw.providers.replay.Cuts;
import io.llmgw.providers.replay.Exchange;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.replay.ParsedFrames;
import io.llmgw.providers.replay.RawReading;
import io.llmgw.providers.replay.Recordings;
import io.llmgw.providers.replay.ServedFixture;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Decodes the recorded chat completions of one provider, and compares the result with an
 * independent reading of the same bytes. Streams arrive whole, byte by byte, and cut at random.
 */
final class ChatCompletionsReplay {
  private static final int RANDOM_CUTS = 20;

  private final String provider;
  private final WireFormat format;
  private final FormatReading reading;
  private final Map<String, String> broken;

  /**
   * A replay.
   *
   * @param dialect how the provider is read
   * @param broken the recordings that no decoder can read, by file, with the reason
   */
  ChatCompletionsReplay(String provider, Dialect dialect, Map<String, String> broken) {
    this.provider = provider;
    this.format = new OpenAiChatFormat(dialect);
    this.reading = new FormatReading(format, "openai", "gpt-test");
    this.broken = broken;
  }

  Stream<DynamicTest> tests() {
    Recordings recordings = Recordings.find();
    if (recordings == null) {
      String reason = "neither llmgw.exchanges nor LLMGW_EXCHANGES names a folder of recordings";
      // A test of its own, since reports do not count a factory that is skipped.
      return Stream.of(DynamicTest.dynamicTest("skipped: " + reason, () -> abort(reason)));
    }
    List<Exchange> exchanges = recordings.of(provider, "chat-completions");
    assertThat(exchanges).as("recordings of " + provider).isNotEmpty();
    assertThat(exchanges).extracting(Exchange::file).containsAll(broken.keySet());
    return exchanges.stream()
        .map(exchange -> DynamicTest.dynamicTest(exchange.file(), () -> replay(exchange)));
  }

  private void replay(Exchange exchange) {
    if (broken.containsKey(exchange.file())) {
      assertThat(catchFailure(exchange)).as(broken.get(exchange.file())).isNotNull();
    } else if (exchange.status() >= 400) {
      replayError(exchange);
    } else if (exchange.isStreamed()) {
      replayStream(exchange);
    } else {
      byte[] body = exchange.body();
      List<LlmEvent> events = new ArrayList<>();
      format.decodeWhole(body, body.length, head(exchange), events::add);
      compare(assemble(events), RawReading.ofWhole(body));
    }
  }

  private LlmException catchFailure(Exchange exchange) {
    try {
      decodeAny(exchange);
      return null;
    } catch (LlmException e) {
      return e;
    }
  }

  private void decodeAny(Exchange exchange) {
    if (exchange.isStreamed()) {
      reading.stream(Cuts.whole(exchange.streamBody()), head(exchange), event -> {});
    } else {
      byte[] body = exchange.body();
      format.decodeWhole(body, body.length, head(exchange), event -> {});
    }
  }

  private static void replayError(Exchange exchange) {
    byte[] body = exchange.isStreamed() ? exchange.streamBody() : exchange.body();

    LlmException error = head(exchange).refusal(ErrorBody.of(body, 0, body.length));

    assertThat(error.httpStatus()).isEqualTo(exchange.status());
    assertThat(error.isRetryable()).isEqualTo(isWorthARetry(exchange, body));
    assertThat(error.provider()).isEqualTo("openai");
    assertThat(error.providerCode()).isEqualTo(RawReading.errorCode(body));
  }

  /** The provider's own word first; no money is left for long, whatever the status says. */
  private static boolean isWorthARetry(Exchange exchange, byte[] body) {
    String word = exchange.headers().first("x-should-retry");
    if (word != null) {
      return word.equals("true");
    }
    boolean paidUp = !"insufficient_quota".equals(RawReading.errorCode(body));
    return (exchange.status() == 429 && paidUp) || exchange.status() >= 500;
  }

  private void replayStream(Exchange exchange) {
    byte[] body = exchange.streamBody();
    List<LlmEvent> atOnce = decode(Cuts.whole(body), exchange);
    compare(assemble(atOnce), RawReading.ofStream(body));

    new ParsedFrames(reading).compare(body);
    String expected = Decoding.describe(atOnce);
    assertThat(Decoding.describe(decode(Cuts.single(body), exchange))).isEqualTo(expected);
    for (int seed = 0; seed < RANDOM_CUTS; seed++) {
      ByteSource cut = Cuts.random(body, 1 + seed * 3, new Random(seed));
      assertThat(Decoding.describe(decode(cut, exchange))).as("seed " + seed).isEqualTo(expected);
    }
  }

  private List<LlmEvent> decode(ByteSource source, Exchange exchange) {
    List<LlmEvent> events = new ArrayList<>();
    reading.stream(source, head(exchange), events::add);
    return events;
  }

  private static AnswerHead head(Exchange exchange) {
    return Decoding.head(exchange.status(), exchange.headers());
  }

  private static ChatResponse assemble(List<LlmEvent> events) {
    ResponseAssembler<ChatResponse> assembler = ResponseAssembler.of(ChatRequest.of("anything"));
    events.forEach(assembler::accept);
    return assembler.response(ServedFixture.NOBODY);
  }

  private static void compare(ChatResponse read, RawReading raw) {
    assertThat(read.text()).isEqualTo(raw.text());
    assertThat(joined(read, Part.Reasoning.class)).isEqualTo(raw.reasoning());
    assertThat(joined(read, Part.Refusal.class)).isEqualTo(raw.refusal());
    assertThat(read.toolCalls())
        .extracting(ChatCompletionsReplay::described)
        .isEqualTo(raw.calls());
    assertThat(read.toolCalls()).extracting(ToolCall::id).doesNotHaveDuplicates();
    if (!raw.isCut()) {
      assertThat(read.toolCalls()).allMatch(call -> call.arguments().isValid());
    }
    assertThat(read.rawFinishReason()).isEqualTo(raw.finishReason());
    assertThat(read.finishReason()).isEqualTo(raw.finish()).isNotEqualTo(FinishReason.OTHER);
    assertThat(read.head().model()).isEqualTo(raw.model());
    assertThat(read.head().responseId()).isEqualTo(raw.id());
    for (TokenKind kind : TokenKind.values()) {
      assertThat(read.usage().isKnown(kind)).as("" + kind).isEqualTo(raw.usage().containsKey(kind));
      assertThat(read.usage().count(kind).tokens())
          .as("" + kind)
          .isEqualTo(raw.usage().getOrDefault(kind, 0L));
    }
  }

  private static String described(ToolCall call) {
    return call.id() + " " + call.name() + call.arguments().text();
  }

  private static String joined(ChatResponse response, Class<? extends Part> kind) {
    StringBuilder text = new StringBuilder();
    for (Part part : response.message().parts()) {
      if (kind.isInstance(part) && part instanceof Part.Reasoning reasoning) {
        text.append(reasoning.text());
      } else if (kind.isInstance(part) && part instanceof Part.Refusal refusal) {
        text.append(refusal.text());
      }
    }
    return text.toString();
  }
}
