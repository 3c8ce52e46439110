package io.llmgw.providers.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LeakRule.class)
class OllamaEmbeddingTest {
  @Test
  void asksForAllTextsAtOnce() {
    EmbeddingRequest request =
        EmbeddingRequest.builder()
            .inputs(List.of("one", "two"))
            .dimensions(3)
            .extraBody("truncate", false)
            .extraBody("options", Json.ofText("{\"num_batch\":7}"))
            .build();

    WireRequest written = encode(new OllamaFormat(512), request);

    assertThat(written.path()).isEqualTo("api/embed");
    assertThat(text(written))
        .isEqualTo(
            "{\"model\":\"m\",\"input\":[\"one\",\"two\"],\"dimensions\":3,"
                + "\"options\":{\"num_ctx\":512,\"num_batch\":7},\"truncate\":false}");
  }

  @Test
  void readsTheVectorsInTheirOrder() {
    EmbeddingRequest request = EmbeddingRequest.of("one", "two");
    List<LlmEvent> events = new ArrayList<>();

    reading(request)
        .whole(
            "{\"model\":\"all-minilm\",\"embeddings\":[[0.5,-1],[1e-3,2]],"
                + "\"total_duration\":14143917,\"prompt_eval_count\":8}",
            events::add);

    EmbeddingResponse read = Assembled.answer(request, events);
    assertThat(read.vector(0)).containsExactly(0.5f, -1f);
    assertThat(read.vector(1)).containsExactly(0.001f, 2f);
    assertThat(read.head().model()).isEqualTo("all-minilm");
    assertThat(read.usage().inputTokens().tokens()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"embeddings\":[]} | EMPTY_RESPONSE",
        "{\"embeddings\":[{}]} | PROTOCOL",
        "{\"embeddings\":[7]} | PROTOCOL",
        "{\"embeddings\":[[]]} | PROTOCOL",
        "{\"embeddings\":[[1],[1]]} | PROTOCOL",
        "{\"hello\":1} | PROTOCOL",
        "[] | PROTOCOL",
        "{\"error\":\"secret\"} | SERVER"
      })
  void whatIsNoVectorIsAFailure(String body, ErrorKind kind) {
    FormatReading reading = reading(EmbeddingRequest.of("words"));

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> reading.whole(body, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error).hasMessageNotContaining("secret");
  }

  @Test
  void theUserHasNoPlaceAndFieldsOfOursStayOurs() {
    EmbeddingRequest ofUser = EmbeddingRequest.builder().input("a").userId("u").build();
    EmbeddingRequest fixed = EmbeddingRequest.builder().input("a").extraBody("input", 1).build();

    assertThatThrownBy(() -> encode(Decoding.FORMAT, ofUser)).hasMessageContaining("userId");
    assertThatThrownBy(() -> encode(Decoding.FORMAT, fixed))
        .hasMessageContaining("the extra field input");
  }

  @Test
  void aServerAnswersThem() {
    try (SimulatedProvider server = SimulatedProvider.ollama().start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      EmbeddingRequest request =
          EmbeddingRequest.builder().model(server.model()).inputs(List.of("a", "b", "a")).build();

      EmbeddingResponse read = llm.embed(request);

      assertThat(read.size()).isEqualTo(3);
      assertThat(read.vector(0)).isEqualTo(read.vector(2)).isNotEqualTo(read.vector(1));
    }
  }

  @Test
  void aModelMayBePulled() {
    Reply unpulled = Reply.raw(404, "application/json", "{\"error\":\"model 'm' not found\"}");
    try (SimulatedProvider server =
            SimulatedProvider.ollama().answer(unpulled).always("x").start();
        LlmClient llm = LlmClient.builder().provider(server.provider()).build()) {
      EmbeddingRequest request =
          EmbeddingRequest.builder().model(server.model()).inputs(List.of("a")).build();
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.embed(request));

      assertThat(failure.kind()).isEqualTo(ErrorKind.NOT_FOUND);
      assertThat(failure).hasMessageEndingWith("is not there yet: pull it");
      assertThat(llm.embed(request).size()).isEqualTo(1);
    }
  }

  private static FormatReading reading(EmbeddingRequest request) {
    return new FormatReading(Decoding.FORMAT.forRequest(request), "ollama", "m");
  }

  private static WireRequest encode(OllamaFormat format, EmbeddingRequest request) {
    WireCall call = new WireCall(request, "ollama", "m", Delivery.WHOLE, note -> {});
    return format.forRequest(request).encode(call);
  }

  private static String text(WireRequest request) {
    return new String(request.body().toByteArray(), StandardCharsets.UTF_8);
  }
}
