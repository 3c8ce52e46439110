package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that go together are each kept by their own texts, and ask for what is not known. */
class AggregatedVectorsTest {
  private final ScriptedProvider fake =
      ScriptedProvider.named("a")
          .always(
              (call, script) -> {
                List<String> inputs = ((EmbeddingRequest) call.request()).inputs();
                for (int i = 0; i < inputs.size(); i++) {
                  script.events(new VectorProduced(i, new float[] {inputs.get(i).length()}));
                }
                script.usage(Usage.reported(inputs.size() * 10L, 0));
              });
  private final VirtualTime time = VirtualTime.create();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel("a/m")
          .use(ResponseCache.ofMegabytes(1))
          .aggregation(Aggregation.within(Duration.ofSeconds(1), 3))
          .time(time)
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private CompletableFuture<EmbeddingResponse> embed(EmbeddingRequest request) {
    return llm.embedAsync(request);
  }

  @Test
  void onlyWhatIsNotKnownGoesTogetherAndIsKeptForEach() {
    llm.embed(EmbeddingRequest.of("a", "bb", "ccc"));

    CompletableFuture<EmbeddingResponse> one = embed(EmbeddingRequest.of("a", "dddd"));
    CompletableFuture<EmbeddingResponse> other =
        embed(
            EmbeddingRequest.of("eeeee", "bb", "ffffff")
                .with(CacheControl.DEFAULT.ttl(Duration.ofHours(2))));

    assertThat(one.join().vectors()).containsExactly(new float[] {1}, new float[] {4});
    assertThat(other.join().vectors())
        .containsExactly(new float[] {5}, new float[] {2}, new float[] {6});
    assertThat(fake.requests()).hasSize(2);
    assertThat(((EmbeddingRequest) fake.requests().get(1)).inputs())
        .containsExactlyInAnyOrder("dddd", "eeeee", "ffffff");

    EmbeddingResponse kept = llm.embed(EmbeddingRequest.of("dddd"));
    assertThat(kept.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(kept.vector(0)).containsExactly(4);
    assertThat(kept.usage().tokens(TokenKind.INPUT)).isPositive();
  }

  @Test
  void whoAsksAloneDoesNotJoinWhoWaitsForOthers() {
    CompletableFuture<EmbeddingResponse> waiting = embed(EmbeddingRequest.of("one"));
    time.awaitDueIn(Duration.ofSeconds(1));

    EmbeddingResponse alone = llm.embed(EmbeddingRequest.of("one").with(Aggregation.ALONE));

    assertThat(alone.served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(waiting).isNotDone();
    time.advance(Duration.ofSeconds(1));
    assertThat(waiting.join().vector(0)).containsExactly(3);
  }
}
