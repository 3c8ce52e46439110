package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.route.Route;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Vectors past their time, where the call for new ones fails. */
class StaleVectorsTest {
  private static final CacheControl STAND_INS = CacheControl.DEFAULT.alsoStandIns();

  private final VirtualTime time = VirtualTime.skipping();
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final ScriptedProvider b = ScriptedProvider.named("b");
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(1).ttl(Duration.ofMinutes(1)).staleIfError(Duration.ofHours(6));
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .provider(b)
          .alias("vectors", Route.ordered(Route.target("a/m"), Route.target("b/m")))
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .use(cache)
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private EmbeddingResponse embed(String... texts) {
    return llm.embed(EmbeddingRequest.of(texts));
  }

  @Test
  void standInForNewOnesWhereTheCallFails() {
    a.answers(ScriptedVectors.of(1)).fails(ErrorKind.SERVER).fails(ErrorKind.SERVER);
    embed("one", "three");
    time.advance(Duration.ofMinutes(2));

    EmbeddingResponse stale = embed("three", "one", "three");

    assertThat(stale.vector(0)).containsExactly(5, 1);
    assertThat(stale.vector(1)).containsExactly(3, 1);
    assertThat(stale.vector(2)).containsExactly(5, 1);
    assertThat(stale.served().cache()).isEqualTo(CacheStatus.STALE);
    assertThat(stale.served().attempts()).hasSize(1);
    assertThat(stale.served().usage()).isEqualTo(Usage.ZERO);
    CacheUse use = Objects.requireNonNull(stale.served().cacheUse());
    assertThat(use.target()).isEqualTo("a/m");
    assertThat(use.age()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    time.advance(Duration.ofHours(6));
    assertThatThrownBy(() -> embed("one", "three")).isInstanceOf(LlmException.class);
  }

  @Test
  void standBesideThoseThatAreStillInTime() {
    a.answers(ScriptedVectors.of(1)).answers(ScriptedVectors.of(1)).fails(ErrorKind.SERVER);
    embed("one");
    time.advance(Duration.ofMinutes(2));
    embed("three");

    EmbeddingResponse stale = embed("one", "three");

    assertThat(stale.vector(0)).containsExactly(3, 1);
    assertThat(stale.vector(1)).containsExactly(5, 1);
    assertThat(stale.served().cache()).isEqualTo(CacheStatus.STALE);
  }

  @Test
  void areNothingWithoutTheOthersOfTheBatch() {
    a.answers(ScriptedVectors.of(1)).fails(ErrorKind.SERVER);
    embed("one");
    time.advance(Duration.ofMinutes(2));

    assertThatThrownBy(() -> embed("one", "three")).isInstanceOf(LlmException.class);
  }

  @Test
  void ofTwoModelsAreNothingTogether() {
    a.answers(ScriptedVectors.of(1)).always(script -> script.fail(ErrorKind.SERVER));
    b.answers(ScriptedVectors.of(2)).fails(ErrorKind.SERVER);
    llm.embed(EmbeddingRequest.of("one").withModel("vectors"));
    llm.embed(EmbeddingRequest.of("three").withModel("vectors").with(STAND_INS));
    time.advance(Duration.ofMinutes(2));
    EmbeddingRequest both = EmbeddingRequest.of("one", "three").withModel("vectors");

    assertThatThrownBy(() -> llm.embed(both.with(STAND_INS))).isInstanceOf(LlmException.class);
  }

  @Test
  void areNotForWhoWantsYoungerOnesOrNone() {
    a.answers(ScriptedVectors.of(1)).always(script -> script.fail(ErrorKind.SERVER));
    embed("one");
    time.advance(Duration.ofMinutes(2));

    EmbeddingRequest one = EmbeddingRequest.of("one");
    CacheControl young = CacheControl.DEFAULT.maxAge(Duration.ofMinutes(1));
    assertThatThrownBy(() -> llm.embed(one.with(young))).isInstanceOf(LlmException.class);
    assertThatThrownBy(() -> llm.embed(one.with(CacheControl.refresh())))
        .isInstanceOf(LlmException.class);
    assertThat(llm.embed(one).served().cache()).isEqualTo(CacheStatus.STALE);
  }
}
