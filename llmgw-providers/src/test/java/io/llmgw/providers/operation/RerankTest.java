package io.llmgw.providers.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.rerank.RerankResponse;
import io.llmgw.api.usage.Cost;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rankings, by the form of Cohere and of those that followed. */
@ExtendWith(LeakRule.class)
class RerankTest {
  private static final RerankRequest TWO = RerankRequest.of("words", List.of("one", "two"));

  @Test
  void asksForTheBestOnes() {
    RerankRequest request =
        RerankRequest.builder()
            .query("words")
            .document("one")
            .document("two")
            .topN(1)
            .extraBody("max_tokens_per_doc", 512)
            .build();

    WireRequest written = encode(request, "rerank-v3.5");

    assertThat(written.path()).isEqualTo("v2/rerank");
    assertThat(text(written))
        .isEqualTo(
            "{\"model\":\"rerank-v3.5\",\"query\":\"words\",\"documents\":[\"one\",\"two\"],"
                + "\"top_n\":1,\"max_tokens_per_doc\":512}");
  }

  @Test
  void whatIsChargedBesideTokensIsNoKnownCost() {
    List<LlmEvent> events = new ArrayList<>();

    reading(TWO)
        .whole(
            "{\"results\":[{\"index\":1,\"relevance_score\":0.5},{\"index\":0,\"score\":-1}],"
                + "\"meta\":{\"billed_units\":{\"search_units\":1},"
                + "\"tokens\":{\"input_tokens\":7}}}",
            events::add);

    assertThat(events).contains(new BillReported(Cost.UNKNOWN, null));
    RerankResponse read = Assembled.answer(TWO, events);
    assertThat(read.ranking())
        .containsExactly(new RankedDocument(1, 0.5), new RankedDocument(0, -1));
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(7);
  }

  /** As SGLang answers. */
  @Test
  void aRankingMayComeWithoutAnythingAroundIt() {
    List<LlmEvent> events = new ArrayList<>();

    reading(TWO)
        .whole(
            "[{\"score\":0.9,\"document\":\"two\",\"index\":1,\"meta_info\":{}},"
                + "{\"score\":0.1,\"document\":\"one\",\"index\":0}]",
            events::add);

    RerankResponse read = Assembled.answer(TWO, events);
    assertThat(read.ranking())
        .containsExactly(new RankedDocument(1, 0.9), new RankedDocument(0, 0.1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"results\":[]} | EMPTY_RESPONSE",
        "[7,8] | PROTOCOL",
        "{\"results\":[{\"index\":0,\"relevance_score\":1}]} | PROTOCOL",
        "{\"results\":[{\"index\":0,\"relevance_score\":1},{\"index\":0,\"score\":1}]} | PROTOCOL",
        "{\"results\":[{\"index\":2,\"relevance_score\":1},{\"index\":0,\"score\":1}]} | PROTOCOL",
        "{\"results\":[{\"index\":0},{\"index\":1,\"score\":1}]} | PROTOCOL",
        "{\"results\":[{\"score\":1},{\"index\":1,\"score\":1}]} | PROTOCOL",
        "{\"results\":[{\"index\":0,\"score\":1e999},{\"index\":1,\"score\":1}]} | PROTOCOL",
        "{\"results\":[7,8]} | PROTOCOL",
        "{\"results\":7} | PROTOCOL",
        "{\"hello\":1} | PROTOCOL",
        "[] | PROTOCOL",
        "{\"message\":\"secret\"} | SERVER",
        "{\"error\":{\"type\":\"overloaded\"}} | OVERLOADED"
      })
  void whatIsNoRankingIsAFailure(String body, ErrorKind kind) {
    FormatReading reading = reading(TWO);

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> reading.whole(body, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error).hasMessageNotContaining("secret");
  }

  @Test
  void theUserHasNoPlaceAndFieldsOfOursStayOurs() {
    RerankRequest.Builder ask = RerankRequest.builder().query("a").document("b");
    RerankRequest ofUser = ask.userId("u").build();
    RerankRequest fixed =
        RerankRequest.builder().query("a").document("b").extraBody("query", "c").build();

    assertThatThrownBy(() -> encode(ofUser, "m")).hasMessageContaining("userId");
    encode(ofUser.with(Leniency.DROP), "m");
    assertThatThrownBy(() -> encode(fixed, "m")).hasMessageContaining("the extra field query");
  }

  @Test
  void putsDocumentsInOrderOverHttp() {
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      List<String> articles = List.of("red", "a blue car", "blue light");

      RerankResponse answer =
          llm.rerank(RerankRequest.of("blue light", articles).withModel(server.model()));

      assertThat(answer.inOrder(articles)).containsExactly("blue light", "a blue car", "red");
      assertThat(answer.served().cost().isKnown()).isFalse();
      assertThat(server.requests().get(0).path()).isEqualTo("/v2/rerank");
    }
  }

  private static FormatReading reading(RerankRequest request) {
    return new FormatReading(new RerankFormat("v2/rerank", "top_n", request), "cohere", "rerank-1");
  }

  private static WireRequest encode(RerankRequest request, String model) {
    WireCall call = new WireCall(request, "cohere", model, Delivery.WHOLE, note -> {});
    return new RerankFormat("v2/rerank", "top_n", request).encode(call);
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
