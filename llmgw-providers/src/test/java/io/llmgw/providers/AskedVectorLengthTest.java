package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.providers.gemini.Vertex;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Hosts that pass over a length they do not know answer with what fits no index of that length. */
@ExtendWith(LeakRule.class)
class AskedVectorLengthTest {
  private enum Host {
    OPENAI(
        SimulatedProvider::openAi,
        SimulatedProvider::provider,
        "text-embedding-3-small",
        "dimensions",
        "{\"data\":[{\"index\":0,\"embedding\":[1,2]}]}"),
    GEMINI(
        SimulatedProvider::gemini,
        SimulatedProvider::provider,
        "gemini-embedding-001",
        "outputDimensionality",
        "{\"embeddings\":[{\"values\":[1,2]}]}"),
    VERTEX_PREDICT(
        SimulatedProvider::gemini,
        AskedVectorLengthTest::vertex,
        "gemini-embedding-001",
        "outputDimensionality",
        "{\"predictions\":[{\"embeddings\":{\"values\":[1,2]}}]}"),
    VERTEX_CONTENT(
        SimulatedProvider::gemini,
        AskedVectorLengthTest::vertex,
        "gemini-embedding-2",
        "outputDimensionality",
        "{\"embedding\":{\"values\":[1,2]}}"),
    COHERE(
        SimulatedProvider::cohere,
        SimulatedProvider::provider,
        "embed-v4.0",
        "output_dimension",
        "{\"embeddings\":{\"float\":[[1,2]]}}"),
    BEDROCK_TITAN(
        SimulatedProvider::bedrock,
        SimulatedProvider::provider,
        "amazon.titan-embed-text-v2:0",
        "dimensions",
        "{\"embedding\":[1,2]}"),
    BEDROCK_COHERE(
        SimulatedProvider::bedrock,
        SimulatedProvider::provider,
        "cohere.embed-v4:0",
        "output_dimension",
        "{\"embeddings\":{\"float\":[[1,2]]}}"),
    OLLAMA(
        SimulatedProvider::ollama,
        SimulatedProvider::provider,
        "all-minilm",
        "dimensions",
        "{\"embeddings\":[[1,2]]}");

    private final Supplier<SimulatedProvider.Builder> builder;
    private final Function<SimulatedProvider, Provider> provider;
    private final String model;
    private final String field;
    private final Reply reply;

    Host(
        Supplier<SimulatedProvider.Builder> builder,
        Function<SimulatedProvider, Provider> provider,
        String model,
        String field,
        String answer) {
      this.builder = builder;
      this.provider = provider;
      this.model = model;
      this.field = field;
      this.reply = Reply.raw(200, "application/json", answer);
    }

    int length(EmbeddingRequest request) {
      return AskedVectorLengthTest.length(builder.get().always(reply), provider, model, request);
    }
  }

  private static Provider vertex(SimulatedProvider server) {
    return Vertex.builder()
        .project("p")
        .location("us-central1")
        .tokens(Keys.of("t"))
        .baseUrl(server.baseUrl())
        .build();
  }

  private static int length(
      SimulatedProvider.Builder builder,
      Function<SimulatedProvider, Provider> provider,
      String model,
      EmbeddingRequest request) {
    try (SimulatedProvider server = builder.start();
        Provider target = provider.apply(server);
        LlmClient llm = LlmClient.builder().provider(target).build()) {
      return llm.embed(request.withModel(target.name() + "/" + model)).vector(0).length;
    }
  }

  private static EmbeddingRequest.Builder ask() {
    return EmbeddingRequest.builder().input("words").option(Retries.none());
  }

  @ParameterizedTest
  @EnumSource
  void aVectorOfAnotherLengthThanAskedForIsAFailure(Host host) {
    LlmException error =
        catchThrowableOfType(LlmException.class, () -> host.length(ask().dimensions(3).build()));

    assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(error).hasMessageContaining("a vector of 2 numbers where 3 were asked for");
  }

  @ParameterizedTest
  @EnumSource
  void whoAsksForNoneOrHimselfHasWhatComes(Host host) {
    assertThat(host.length(ask().build())).isEqualTo(2);
    assertThat(host.length(ask().dimensions(2).build())).isEqualTo(2);
    assertThat(host.length(ask().dimensions(3).extraBody(host.field, 2).build())).isEqualTo(2);
  }

  @Test
  void aLengthInTheConfigurationIsThatOfTheCaller() {
    EmbeddingRequest request =
        ask()
            .dimensions(3)
            .extraBody("embedContentConfig", Json.ofText("{\"outputDimensionality\":2}"))
            .build();

    assertThat(Host.VERTEX_CONTENT.length(request)).isEqualTo(2);
  }

  /** The same request would get the same answer, and be paid for again. */
  @Test
  void isNotAskedForAgainButElsewhere() {
    EmbeddingRequest request = EmbeddingRequest.builder().input("words").dimensions(3).build();
    Reply right =
        Reply.raw(200, "application/json", "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}");
    try (SimulatedProvider wrong = SimulatedProvider.openAi().always(Host.OPENAI.reply).start();
        SimulatedProvider other = SimulatedProvider.openAi().always(right).start();
        LlmClient llm =
            LlmClient.builder()
                .provider(wrong.provider(Map.of("name", "one")))
                .provider(other.provider(Map.of("name", "two")))
                .alias("e", Route.ordered(Target.of("one/e"), Target.of("two/e")))
                .build()) {
      LlmException error =
          catchThrowableOfType(LlmException.class, () -> llm.embed(request.withModel("one/e")));

      assertThat(error.kind()).isEqualTo(ErrorKind.PROTOCOL);
      assertThat(error.isRetryable()).isFalse();
      assertThat(wrong.requests()).hasSize(1);

      assertThat(llm.embed(request.withModel("e")).vector(0)).hasSize(3);
      assertThat(wrong.requests()).hasSize(2);
    }
  }

  /** docs.mistral.ai, "Code Embeddings": eight to a number in binary types, one in all others. */
  @ParameterizedTest
  @CsvSource({
    "output_dtype, binary, true",
    "output_dtype, ubinary, true",
    "embedding_type, binary, true",
    "output_dtype, int8, false",
    "output_dtype, float, false"
  })
  void lengthsOfBitsAreNoNumbers(String field, String type, boolean packed) {
    EmbeddingRequest request = ask().dimensions(16).extraBody(field, type).build();
    Function<SimulatedProvider, Provider> mistral =
        server -> Mistral.builder().baseUrl(server.baseUrl()).keys(Keys.of("k")).build();
    Supplier<Integer> length =
        () ->
            length(
                SimulatedProvider.openAi().always(Host.OPENAI.reply),
                mistral,
                "codestral-embed",
                request);

    if (packed) {
      assertThat(length.get()).isEqualTo(2);
    } else {
      LlmException error = catchThrowableOfType(LlmException.class, length::get);
      assertThat(error).hasMessageContaining("a vector of 2 numbers where 16 were asked for");
    }
  }

  /** In Base64 they would be read as floats. */
  @Test
  void numbersThatAreNoFloatsAreNotAskedForInBase64() {
    EmbeddingRequest request = ask().extraBody("output_dtype", "int8").build();

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> Host.OPENAI.length(request));

    assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(error).hasMessageContaining("output_dtype");
  }
}
