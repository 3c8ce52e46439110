package io.llmgw.api;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Route;
import org.junit.jupiter.api.Test;

/** What calls go by, as a value. */
class CallSettingsTest {
  private static final CallSettings SOME =
      CallSettings.DEFAULT
          .alias("smart", "a/m")
          .defaultModel("smart")
          .timeouts("smart", Timeouts.total(ofSeconds(1)))
          .retries(Retries.none());

  @Test
  void whatIsSetTakesThePlaceOfWhatWasAndNothingElseChanges() {
    CallSettings other = SOME.alias("smart", Route.target("b/m")).alias("fast", "smart");

    assertThat(other.aliases())
        .containsOnlyKeys("smart", "fast")
        .containsEntry("smart", Route.target("b/m"));
    assertThat(other.withoutAlias("fast").alias("smart", "a/m")).isEqualTo(SOME);
    assertThat(SOME.aliases()).containsOnlyKeys("smart");
    assertThat(other.retries()).isEqualTo(Retries.none());
    assertThat(other.modelTimeouts()).isEqualTo(SOME.modelTimeouts());
  }

  @Test
  void whatIsTakenAwayIsGone() {
    assertThat(SOME.withoutDefaultModel().defaultModel()).isNull();
    assertThat(SOME.withoutTimeouts("smart").modelTimeouts()).isEmpty();
    CallSettings embedding = SOME.defaultEmbeddingModel("a/e");
    assertThat(embedding.defaultModel()).isEqualTo("smart");
    assertThat(embedding.defaultEmbeddingModel()).isEqualTo("a/e");
    assertThat(embedding.withoutDefaultEmbeddingModel()).isEqualTo(SOME);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SOME.withoutAlias("gone"))
        .withMessage("no alias 'gone': there are [smart]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SOME.withoutTimeouts("gone"))
        .withMessage("no timeouts of model 'gone': there are some of [smart]");
  }

  @Test
  void eachOperationMayHaveADefaultModelOfItsOwn() {
    CallSettings both =
        SOME.defaultModel(Operation.RERANK, "a/r").defaultModel(Operation.SPEECH, "a/s");

    assertThat(both.operationModels())
        .containsEntry(Operation.RERANK, "a/r")
        .containsEntry(Operation.SPEECH, "a/s");
    assertThat(both.defaultModel()).isEqualTo("smart");
    assertThat(both.withoutDefaultModel(Operation.RERANK).withoutDefaultModel(Operation.SPEECH))
        .isEqualTo(SOME);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SOME.defaultModel(Operation.RERANK, " "))
        .withMessage("default model of RERANK is blank");
  }

  @Test
  void clocksThatAreNotSetAreThoseOfTheDefaultUnlessTheUserSaysThoseOfBefore() {
    CallSettings quick = SOME.timeouts(Timeouts.total(ofSeconds(5)));

    assertThat(quick.timeouts().connect()).isEqualTo(LlmClientBuilder.DEFAULT_TIMEOUTS.connect());
    assertThat(quick.timeouts(Timeouts.idle(ofSeconds(2))).timeouts().total())
        .isEqualTo(LlmClientBuilder.DEFAULT_TIMEOUTS.total());
    assertThat(quick.timeouts(Timeouts.idle(ofSeconds(2)).or(quick.timeouts())).timeouts().total())
        .isEqualTo(ofSeconds(5));
  }

  @Test
  void whatIsNoNameIsRefusedAtOnce() {
    assertThatIllegalArgumentException().isThrownBy(() -> SOME.alias("a/b", "a/m"));
    assertThatIllegalArgumentException().isThrownBy(() -> SOME.alias(" ", "a/m"));
    assertThatIllegalArgumentException().isThrownBy(() -> SOME.alias("x", " "));
    assertThatIllegalArgumentException().isThrownBy(() -> SOME.defaultModel(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> SOME.timeouts(" ", Timeouts.none()));
    assertThatNullPointerException().isThrownBy(() -> SOME.alias("x", (Route) null));
    assertThatNullPointerException().isThrownBy(() -> SOME.usageDrain((UsageDrain) null));
    assertThatNullPointerException().isThrownBy(() -> SOME.defaultModel(null));
  }
}
