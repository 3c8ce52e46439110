package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first choice of a route is it whoever was asked before on behalf of the same call. */
class FirstChoiceTest {
  private final ScriptedProvider a = ScriptedProvider.named("a").always(ScriptedVectors.of(1));
  private final ScriptedProvider b = ScriptedProvider.named("b").always(ScriptedVectors.of(2));

  private LlmClientBuilder client(ResponseCache cache) {
    return LlmClient.builder()
        .provider(a)
        .provider(b)
        .alias("ours", Route.ordered(Route.target("a/m"), Route.target("b/m")))
        .defaultModel("ours")
        .retries(Retries.none())
        .use(cache);
  }

  /** The rest was asked for at the stand-in that gave what is known, and failed there. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void vectorsOfItAreKeptAsItsOwn(boolean shared) {
    CacheControl also = CacheControl.DEFAULT.alsoStandIns();
    ResponseCache cache = ResponseCache.ofMegabytes(1);
    try (LlmClient llm = client(shared ? cache : cache.withoutSharing()).build()) {
      a.fails(ErrorKind.SERVER);
      llm.embed(EmbeddingRequest.of("one").with(also));
      b.fails(ErrorKind.SERVER);
      assertThat(llm.embed(EmbeddingRequest.of("one", "three").with(also)).vectors())
          .extracting(vector -> vector[1])
          .containsExactly(1f, 1f);

      EmbeddingResponse again = llm.embed(EmbeddingRequest.of("one", "three"));

      assertThat(again.served().cache()).isEqualTo(CacheStatus.HIT);
      assertThat(again.vector(1)).containsExactly(5, 1);
    }
  }

  @Test
  void anAnswerOfItIsKeptAfterOneOfAnotherModel() {
    b.answers("draft").answers("draft");
    a.answers("blue");
    ResponseCache cache = ResponseCache.ofMegabytes(1);
    try (LlmClient llm = client(cache).use(new Draft()).build()) {
      llm.prompt("Why?").text();

      assertThat(llm.prompt("Why?").send().served().cache()).isEqualTo(CacheStatus.HIT);
    }
  }

  /** Asks another model first. */
  private static final class Draft implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("draft").in(Slot.APPLICATION);
    }

    @Override
    public EventStream intercept(Chain chain) {
      ChatRequest request = (ChatRequest) chain.request();
      try (EventStream draft = chain.proceed(request.withModel("b/m").with(CacheControl.off()))) {
        while (draft.next() != null) {
          continue;
        }
      }
      return chain.proceed(request);
    }
  }
}
