package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More texts than one request may hold, wanted by two at the same time. */
class VectorPiecesTest {
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(new TwoAtOnce(a))
          .provider(new TwoAtOnce(b))
          .alias("vectors", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("vectors")
          .retries(Retries.none())
          .executor(callers)
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
    callers.shutdownNow();
  }

  private record TwoAtOnce(ScriptedProvider provider) implements Provider {
    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public Capabilities capabilities() {
      return provider.capabilities();
    }

    @Override
    public EmbeddingLimits embeddingLimits() {
      return new EmbeddingLimits(2, Long.MAX_VALUE);
    }

    @Override
    public EventStream open(ProviderCall call) {
      return provider.open(call);
    }
  }

  @Test
  void areOfOneModelAlsoForWhoHasJoinedTheFirstPiece() {
    Gate gate = Gate.closed();
    a.answers(script -> script.waitFor(gate).fail(ErrorKind.SERVER)).always(ScriptedVectors.of(1));
    b.always(ScriptedVectors.of(2));
    EmbeddingRequest three = EmbeddingRequest.of("one", "three", "seven");
    List<CompletableFuture<EmbeddingResponse>> both =
        List.of(llm.embedAsync(three), llm.embedAsync(three));
    Patience.until("both to wait", () -> Waiting.forFlights() == 2);

    gate.open();

    for (CompletableFuture<EmbeddingResponse> each : both) {
      assertThat(each.join().vectors()).extracting(vector -> vector[1]).containsExactly(2f, 2f, 2f);
    }
    assertThat(a.received()).isOne();
  }
}
