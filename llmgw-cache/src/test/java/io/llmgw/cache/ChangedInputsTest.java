package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A link beside the cache answers a part of a batch. */
class ChangedInputsTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final OwnFirst own = new OwnFirst();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .use(own)
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private LlmClient as(String user) {
    return llm.forCaller(Caller.tenant("t").user(user));
  }

  @Test
  void whatItLeavesOutIsNotTakenForTheRest() {
    own.gate.open();
    a.always(ScriptedVectors.of(1));
    llm.embed("one", "three");

    EmbeddingResponse response = llm.embed("three", "one");

    assertThat(response.vector(0)).containsExactly(5, 0);
    assertThat(response.vector(1)).containsExactly(3, 1);
  }

  @Test
  void itIsGivenWhatItAsksForThoughAllIsKeptByThen() {
    a.always(ScriptedVectors.of(1));
    CompletableFuture<EmbeddingResponse> held =
        as("somebody").embedAsync(EmbeddingRequest.of("one", "three"));
    own.gate.awaitArrivals(1);
    CacheControl alone = CacheControl.writeOnly();
    as("plain").embed(EmbeddingRequest.of("one", "three").with(alone));

    own.gate.open();

    assertThat(held.join().vector(0)).containsExactly(3, 0);
    assertThat(held.join().vector(1)).containsExactly(5, 1);
  }

  @Test
  void whoJoinsIsToldWhoGaveTheRest() {
    own.gate.open();
    Gate gate = Gate.closed();
    a.answers(
        (call, script) -> {
          script.waitFor(gate);
          ScriptedVectors.write(call, script, 1);
        });
    CompletableFuture<EmbeddingResponse> first =
        llm.embedAsync(EmbeddingRequest.of("one", "three"));
    a.awaitReceived(1);
    CompletableFuture<EmbeddingResponse> second =
        llm.embedAsync(EmbeddingRequest.of("one", "three"));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);

    gate.open();

    assertThat(first.join().served().target()).isEqualTo("a/m");
    assertThat(second.join().served().cache()).isEqualTo(CacheStatus.JOINED);
    assertThat(second.join().served().cacheUse()).extracting(CacheUse::target).isEqualTo("a/m");
  }
}
