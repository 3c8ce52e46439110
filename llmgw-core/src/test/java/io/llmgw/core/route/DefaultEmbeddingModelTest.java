package io.llmgw.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Embeddings go to a model of their own, beside the default of chats. */
class DefaultEmbeddingModelTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider chats =
      ScriptedProvider.named("chats").with(Capabilities.of(Capability.CHAT));
  private final Vectors vectors = new Vectors();

  /** Turns one text into a vector. */
  private static final class Vectors implements Provider {
    private final AtomicReference<Timeouts> clocks = new AtomicReference<>();

    @Override
    public String name() {
      return "vectors";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.EMBEDDINGS);
    }

    @Override
    public EventStream open(ProviderCall call) {
      clocks.set(call.timeouts());
      return EventStreams.of(
          Started.inProcess(),
          new VectorProduced(0, new float[] {1}),
          new Completed(FinishReason.STOP, Usage.reported(1, 0)));
    }
  }

  @Test
  void textsGoToItAndPromptsToTheOther() {
    chats.answers("hello");
    try (LlmClient llm = builder().defaultEmbeddingModel("vectors/small").build()) {
      assertThat(llm.prompt("hi").send().served().target()).isEqualTo("chats/big");
      assertThat(llm.embed("a cat").served().target()).isEqualTo("vectors/small");
      assertThat(llm.embedAsync(EmbeddingRequest.of("a cat")).join().served().target())
          .isEqualTo("vectors/small");
      assertThat(llm.explain(EmbeddingRequest.of("a cat")).call())
          .isEqualTo("embeddings vectors/small");
    }
  }

  @Test
  void aRequestThatNamesAModelGoesThere() {
    EmbeddingRequest named = EmbeddingRequest.builder().model("vectors/large").input("a").build();
    try (LlmClient llm = builder().defaultEmbeddingModel("vectors/small").build()) {
      assertThat(llm.embed(named).served().target()).isEqualTo("vectors/large");
    }
  }

  @Test
  void withoutOneTextsGoToTheDefaultModel() {
    try (LlmClient llm =
        LlmClient.builder().provider(vectors).defaultModel("vectors/small").build()) {
      EmbeddingResponse answer = llm.embed("a cat");

      assertThat(answer.served().target()).isEqualTo("vectors/small");
    }
  }

  @Test
  void itMayBeAnAliasAndHasTheClocksOfThat() {
    Timeouts quick = Timeouts.total(Duration.ofSeconds(3));
    try (LlmClient llm =
        builder()
            .alias("embedder", "vectors/small")
            .timeouts("embedder", quick)
            .defaultEmbeddingModel("embedder")
            .build()) {
      assertThat(llm.embed("a cat").served().target()).isEqualTo("vectors/small");
      assertThat(vectors.clocks.get().total()).isEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void aRouteIsAllowedOfWhichSomeTargetsEmbed() {
    Route route = Route.ordered(Route.of("chats/big"), Route.of("vectors/small"));
    try (LlmClient llm = builder().alias("either", route).defaultEmbeddingModel("either").build()) {
      assertThat(llm.embed("a cat").served().target()).isEqualTo("vectors/small");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chats/big", "smart"})
  void aProviderThatOffersNoEmbeddingsIsRefusedWhenTheClientIsBuilt(String model) {
    LlmClientBuilder builder = builder().alias("smart", "chats/big").defaultEmbeddingModel(model);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default embedding model '" + model + "'")
        .hasMessageContaining("chats/big")
        .hasMessageContaining("offers no embeddings");
  }

  @Test
  void aNameThatLeadsNowhereIsRefusedWhenTheClientIsBuilt() {
    LlmClientBuilder builder = builder().defaultEmbeddingModel("nobody/m");

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("default embedding model 'nobody/m'")
        .hasMessageContaining("[chats, vectors]");
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder().provider(chats).provider(vectors).defaultModel("chats/big");
  }
}
