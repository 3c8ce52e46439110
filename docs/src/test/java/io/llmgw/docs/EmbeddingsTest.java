package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.simulated.SimulatedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The code of embeddings.md. */
class EmbeddingsTest {
  @Test
  void together() {
    VirtualTime still = VirtualTime.create(); // nobody is in time by chance
    try (SimulatedProvider server = SimulatedProvider.openAi().start()) {
      Provider openAi = server.provider();
      LlmClient moved =
          LlmClient.builder()
              .provider(openAi)
              .defaultEmbeddingModel("openai/text-embedding-3-small")
              .aggregation(Aggregation.within(Duration.ofMillis(5), 3))
              .time(still)
              .build();
      try (moved) {
        CompletableFuture<EmbeddingResponse> one = moved.embedAsync(EmbeddingRequest.of("a cat"));
        CompletableFuture<EmbeddingResponse> two = moved.embedAsync(EmbeddingRequest.of("a dog"));
        CompletableFuture<EmbeddingResponse> three = moved.embedAsync(EmbeddingRequest.of("a cow"));

        assertThat(one.join().size() + two.join().size() + three.join().size()).isEqualTo(3);
        assertThat(server.requests()).hasSize(1);
        assertThat(one.join().served().attempts().get(0).share().calls()).isEqualTo(3);
      }
    }
  }

  @Test
  void byTheClock() {
    try (SimulatedProvider server = SimulatedProvider.openAi().start()) {
      Provider openAi = server.provider();
      String text = "a cat";
      // begin together
      LlmClient llm =
          LlmClient.builder()
              .provider(openAi)
              .defaultEmbeddingModel("openai/text-embedding-3-small")
              .aggregation(Aggregation.within(Duration.ofMillis(5), 64))
              .build();
      // end together
      try (llm) {
        // begin alone
        llm.embed(EmbeddingRequest.of(text).with(Aggregation.ALONE));
        // end alone

        assertThat(server.requests()).hasSize(1);
      }
    }
  }
}
