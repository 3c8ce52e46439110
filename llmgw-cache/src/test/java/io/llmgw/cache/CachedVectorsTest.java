package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Embeddings are kept by text. */
class CachedVectorsTest {
  private final ScriptedProvider a = ScriptedProvider.named("a").always(ScriptedVectors.of(1));
  private final ScriptedProvider b = ScriptedProvider.named("b").always(ScriptedVectors.of(2));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("vectors", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("vectors")
          .retries(Retries.none())
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private EmbeddingResponse embed(String... texts) {
    return llm.embed(EmbeddingRequest.of(texts));
  }

  @Test
  void onlyUnknownTextsAreSent() {
    List<String> texts = IntStream.range(0, 100).mapToObj("x"::repeat).map(x -> x + "y").toList();
    embed(texts.subList(0, 90).toArray(String[]::new));

    EmbeddingResponse response = embed(texts.toArray(String[]::new));

    assertThat(((EmbeddingRequest) a.requests().get(1)).inputs()).isEqualTo(texts.subList(90, 100));
    for (int i = 0; i < 100; i++) {
      assertThat(response.vector(i)).containsExactly(i + 1, 1);
    }
    assertThat(response.usage().tokens(TokenKind.INPUT)).isBetween(990L, 1010L);
    assertThat(response.served().usage().tokens(TokenKind.INPUT)).isEqualTo(100);
    assertThat(response.served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(Objects.requireNonNull(response.served().cacheUse()).target()).isEqualTo("a/m");
  }

  @Test
  void whereAllTextsAreKnownNothingIsSent() {
    embed("one", "three", "two");

    EmbeddingResponse response = embed("three", "one", "three");

    assertThat(a.requests()).hasSize(1);
    assertThat(response.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(response.vector(0)).containsExactly(5, 1);
    assertThat(response.vector(1)).containsExactly(3, 1);
    assertThat(response.vector(2)).containsExactly(5, 1);
    assertThat(response.served().usage()).isEqualTo(Usage.ZERO);
  }

  @Test
  void aTextThatIsThereSeveralTimesIsSentOnce() {
    EmbeddingResponse first = embed("one", "three", "one", "one");
    EmbeddingResponse second = embed("three", "four", "four", "one");

    assertThat(((EmbeddingRequest) a.requests().get(0)).inputs()).containsExactly("one", "three");
    assertThat(((EmbeddingRequest) a.requests().get(1)).inputs()).containsExactly("four");
    assertThat(first.vectors()).hasSize(4);
    assertThat(first.vector(0)).containsExactly(3, 1);
    assertThat(first.vector(1)).containsExactly(5, 1);
    assertThat(first.vector(2)).containsExactly(3, 1);
    assertThat(first.vector(3)).containsExactly(3, 1);
    assertThat(second.vector(0)).containsExactly(5, 1);
    assertThat(second.vector(1)).containsExactly(4, 1);
    assertThat(second.vector(2)).containsExactly(4, 1);
    assertThat(second.vector(3)).containsExactly(3, 1);
    assertThat(embed("four", "one").served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void whatAVectorTakesBesideItsNumbersCountsAsMemory() {
    ResponseCache counting = ResponseCache.ofMegabytes(1);
    try (LlmClient client =
        LlmClient.builder().provider(a).defaultEmbeddingModel("a/m").use(counting).build()) {
      IntStream.range(0, 10).forEach(i -> client.embed(EmbeddingRequest.of("text " + i)));

      // In a heap with 60,000 of eight numbers each takes 340 bytes, 24 of which are six of them.
      assertThat(counting.bytes() / 10).isBetween(290L, 340L);
    }
  }

  @Test
  void otherDimensionsAreOtherVectors() {
    EmbeddingRequest two = EmbeddingRequest.of("one").toBuilder().dimensions(2).build();
    EmbeddingRequest four = EmbeddingRequest.of("one").toBuilder().dimensions(4).build();
    embed("one");

    assertThat(llm.embed(two).served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(llm.embed(four).served().cache()).isEqualTo(CacheStatus.MISS);

    assertThat(llm.embed(two).served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(a.requests()).hasSize(3);
  }

  @Test
  void vectorsOfTwoModelsNeverStandTogether() {
    embed("one");
    a.fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);

    EmbeddingResponse response = embed("one", "three");

    assertThat(response.vector(0)).containsExactly(3, 2);
    assertThat(response.vector(1)).containsExactly(5, 2);
    EmbeddingResponse later = embed("one", "three");
    assertThat(later.vector(0)).containsExactly(3, 1);
    assertThat(later.vector(1)).containsExactly(5, 1);
  }

  @Test
  void whereAllAreAskedForAnewAllAreKept() {
    embed("one");
    a.fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);
    EmbeddingRequest both =
        EmbeddingRequest.of("one", "three").with(CacheControl.DEFAULT.alsoStandIns());
    llm.embed(both);

    EmbeddingResponse again = llm.embed(both);

    assertThat(again.served().cache()).isEqualTo(CacheStatus.HIT);
    assertThat(again.vector(0)).containsExactly(3, 2);
    assertThat(again.vector(1)).containsExactly(5, 2);
  }

  @Test
  void vectorsOfNobodyAreNotKept() {
    ResponseCache cache = ResponseCache.ofMegabytes(1);
    ScriptedProvider unasked = ScriptedProvider.named("a");
    try (LlmClient own =
        LlmClient.builder()
            .provider(unasked)
            .defaultModel("a/m")
            .use(cache)
            .use(new OwnVectors())
            .build()) {
      own.embed(EmbeddingRequest.of("one"));

      assertThat(cache.size()).isZero();
      assertThat(own.embed(EmbeddingRequest.of("one", "three")).vector(1)).containsExactly(5);
    }
  }

  /** Answers all by itself. */
  private static final class OwnVectors implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("own vectors").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      List<LlmEvent> events = new ArrayList<>();
      events.add(Started.inProcess());
      List<String> inputs = ((EmbeddingRequest) chain.request()).inputs();
      for (int i = 0; i < inputs.size(); i++) {
        events.add(new VectorProduced(i, new float[] {inputs.get(i).length()}));
      }
      events.add(new Completed(FinishReason.STOP, Usage.UNKNOWN));
      return EventStreams.of(events);
    }
  }

  @Test
  void whereThereIsNoOtherModelAFailureIsOne() {
    llm.embed(EmbeddingRequest.of("one").withModel("a/m"));
    a.fails(ErrorKind.SERVER);

    assertThatThrownBy(() -> llm.embed(EmbeddingRequest.of("one", "three").withModel("a/m")))
        .isInstanceOf(LlmException.class);
    assertThat(a.requests()).as("all texts were not asked for there once more").hasSize(2);
  }

  @Test
  void whatNoTargetCouldDoIsNotAskedForTwice() {
    embed("one");
    a.fails(ErrorKind.INVALID_REQUEST);

    assertThatThrownBy(() -> embed("one", "three")).isInstanceOf(LlmException.class);
    assertThat(a.requests()).hasSize(2);
    assertThat(b.requests()).isEmpty();
  }
}
