package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Pairs of questions by kind, where an embedding takes everything for the same: what is told apart,
 * whichever of the two was asked first, and what is not.
 */
class VetoPairsTest {
  private final ScriptedProvider a = ScriptedProvider.named("a").always("an answer");
  private final ResponseCache cache =
      ResponseCache.ofMegabytes(4).semantic(Semantic.by(text -> new float[] {1}).threshold(0));
  private final LlmClient llm =
      LlmClient.builder().provider(a).defaultModel("a/m").use(cache).build();

  @AfterEach
  void close() {
    llm.close();
  }

  private CacheStatus second(String kept, String asked, String namespace) {
    CacheControl apart = CacheControl.DEFAULT.namespace(namespace);
    llm.prompt(kept).with(apart).text();
    return llm.prompt(asked).with(apart).send().served().cache();
  }

  @ParameterizedTest
  @CsvFileSource(resources = "told-apart.txt", delimiter = '|', quoteCharacter = '\0')
  void questionsOfDifferentAnswersShareNone(String kind, String one, String other) {
    assertThat(second(one, other, "forth")).as(kind).isEqualTo(CacheStatus.MISS);
    assertThat(second(other, one, "back")).as(kind).isEqualTo(CacheStatus.MISS);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "shared.txt", delimiter = '|', quoteCharacter = '\0')
  void questionsThatSayTheSameShareAnAnswer(String kind, String one, String other) {
    assertThat(second(one, other, "forth")).as(kind).isEqualTo(CacheStatus.HIT);
    assertThat(second(other, one, "back")).as(kind).isEqualTo(CacheStatus.HIT);
  }
}
