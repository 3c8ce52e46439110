package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Who has waited for the rest of his batch with somebody whose key is refused. */
@Fault("F128")
class KeyOfAnotherTest {
  private final EmbeddingRequest known = EmbeddingRequest.of("seven").withModel("vectors");
  private final EmbeddingRequest both = EmbeddingRequest.of("seven", "one").withModel("vectors");

  /** Also where that one asks for all texts at the same moment as he does. */
  @Test
  void doesNotFailForThatKey() {
    Races.repeat(
        round -> {
          ScriptedProvider a = ScriptedProvider.named("a").always(ScriptedVectors.of(1));
          PoorRefused refusal = new PoorRefused();
          refusal.kind = ErrorKind.AUTH;
          ExecutorService callers = Executors.newCachedThreadPool();
          try (LlmClient llm = client(a, refusal, callers)) {
            as("rich", llm).embed(known);
            CompletableFuture<EmbeddingResponse> poor = as("poor", llm).embedAsync(both);
            refusal.gate.awaitArrivals(1);
            CompletableFuture<EmbeddingResponse> rich = as("rich", llm).embedAsync(both);
            Patience.until("both to wait", () -> Waiting.forFlights() == 2);

            refusal.gate.open();

            assertThat(rich.join().vector(0)).containsExactly(5, 1);
            assertThat(rich.join().vector(1)).containsExactly(3, 1);
            assertThat(Failed.kindOf(poor)).isIn(ErrorKind.AUTH, null); // he may find it kept
          } finally {
            callers.shutdownNow();
          }
        });
  }

  private static LlmClient client(
      ScriptedProvider a, PoorRefused refusal, ExecutorService callers) {
    return LlmClient.builder()
        .provider(a)
        .provider(ScriptedProvider.named("b"))
        .alias("vectors", Route.ordered(Route.target("a/m"), Route.target("b/m")))
        .retries(Retries.none())
        .executor(callers)
        .use(ResponseCache.ofMegabytes(1))
        .use(refusal)
        .build();
  }

  private static LlmClient as(String user, LlmClient llm) {
    return llm.forCaller(Caller.tenant("t").user(user));
  }
}
