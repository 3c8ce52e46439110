package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Measures what similar questions would do, and answers none by another. */
class SimilarShadowTest {
  private static final String NAMESPACE = ResponseCache.NAMESPACE;

  private final ScriptedProvider a = ScriptedProvider.named("a");
  private Semantic semantic = Semantic.by(text -> new float[] {1}).shadow();
  private ResponseCache cache;
  private LlmClient llm;

  private ChatResponse ask(String question) {
    if (llm == null) {
      cache = ResponseCache.ofMegabytes(1).semantic(semantic);
      llm = LlmClient.builder().provider(a).defaultModel("a/m").use(cache).build();
    }
    return llm.prompt(question).send();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void whatWouldHaveBeenGivenIsComparedWithWhatIs() {
    a.answers("The sky is blue.").answers("It is blue, the sky.").answers("Ask an astronomer!");

    ask("Which colour has the sky?");
    ChatResponse live = ask("What is the colour of the sky?");
    ask("Tell me the colour of the sky");

    assertThat(live.served().cache()).isEqualTo(CacheStatus.MISS);
    assertThat(a.received()).isEqualTo(3);
    SemanticReport report = cache.semanticReport(NAMESPACE);
    assertThat(report.lookedUp()).isEqualTo(3);
    assertThat(report.found()).isEqualTo(2);
    assertThat(report.compared()).isEqualTo(2);
    assertThat(report.different()).isOne();
    assertThat(report.falseHitRate()).hasValue(0.5);
    assertThat(cache.semanticReport("other").falseHitRate()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Yes, 40 mg is safe for adults.    | No, 400 mg is not safe for adults.
          40 mg is safe for adults.         | 400 mg is safe for adults.
          It is safe for adults.            | It is not safe for adults.
          Yes, that is safe for adults.     | No, that is not safe for adults.
          Yes.                              | No.
          Prices will rise next year.       | Prices will fall next year.
          Take the tablets before meals.    | Take the tablets after meals.
          The sky is blue.                  | Ask an astronomer!
          """)
  void answersInTheSameWordsThatSayTheOppositeAreDifferent(String kept, String live) {
    a.answers(kept).answers(live);
    ask("Which colour has the sky?");
    ask("What is the colour of the sky?");

    assertThat(cache.semanticReport(NAMESPACE).falseHitRate()).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          The sky is blue.                  | Blue is the colour of the sky.
          Yes, 40 mg is safe for adults.    | For adults, 40 mg is safe.
          It is not safe for adults.        | No, for adults it is not safe.
          You need three eggs.              | You need 3 eggs.
          """)
  void answersThatSayTheSameInTheSameWordsAreTheSame(String kept, String live) {
    a.answers(kept).answers(live);
    ask("Which colour has the sky?");
    ask("What is the colour of the sky?");

    assertThat(cache.semanticReport(NAMESPACE).falseHitRate()).hasValue(0);
  }

  @Test
  void equalQuestionsAreAnsweredAsEver() {
    a.answers("blue");
    ask("Which colour has the sky?");

    assertThat(ask("Which colour has the sky?").served().cache()).isEqualTo(CacheStatus.HIT);
  }

  @Test
  void theHostMayCompare() {
    semantic = semantic.shadow((kept, live) -> kept.length() == live.length());
    a.answers("blue").answers("gray").answers("azure");

    ask("Which colour has the sky?");
    ask("What is the colour of the sky?");
    ask("Tell me the colour of the sky");

    SemanticReport report = cache.semanticReport(NAMESPACE);
    assertThat(report.compared()).isEqualTo(2);
    assertThat(report.different()).isBetween(1L, 2L);
  }

  @Test
  void aComparisonThatThrowsChangesNothing() {
    semantic =
        semantic.shadow(
            (kept, live) -> {
              throw new IllegalStateException();
            });
    a.answers("blue").answers("azure");
    ask("Which colour has the sky?");

    assertThat(ask("What is the colour of the sky?").text()).isEqualTo("azure");
    assertThat(ask("What is the colour of the sky?").text()).isEqualTo("azure");
    assertThat(cache.semanticReport(NAMESPACE).compared()).isZero();
  }

  @Test
  void anAnswerThatIsCutOffIsNotCompared() {
    a.answers("blue").answers(script -> script.text("az").completed(FinishReason.LENGTH));
    ask("Which colour has the sky?");
    ask("What is the colour of the sky?");

    assertThat(cache.semanticReport(NAMESPACE).found()).isOne();
    assertThat(cache.semanticReport(NAMESPACE).compared()).isZero();
  }

  @Test
  void vetoesAreCountedByTheirReason() {
    a.always("yes");
    ask("Is 5 enough?");
    ask("Is 6 enough?");
    ask("Is 7 enough?");

    SemanticReport report = cache.semanticReport(NAMESPACE);
    assertThat(report.vetoed()).containsExactly(Map.entry(Veto.NUMBER, 3L));
    assertThat(report.found()).isZero();
  }

  @Test
  void callersCannotMakeItRememberAnyNumberOfNamespaces() {
    a.always("yes");
    ask("Why?");
    for (int i = 0; i < 300; i++) {
      llm.prompt("Why?").with(CacheControl.DEFAULT.namespace("n" + i)).text();
    }

    assertThat(cache.semanticReport("n1").lookedUp()).isOne();
    assertThat(cache.semanticReport("n299").lookedUp()).isZero();
  }
}
