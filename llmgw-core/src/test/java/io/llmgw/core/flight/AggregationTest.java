package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.core.client.Aside;
import io.llmgw.test.LeakRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Small embedding calls go together, and each has the answer that it would have had alone. */
@ExtendWith(LeakRule.class)
class AggregationTest {
  @Test
  void callsWithinTheWindowAreOneRequestAndEachGetsItsOwnVectors() {
    try (Gathered calls = new Gathered()) {
      Aside<EmbeddingResponse> first = calls.waiting("a");
      Aside<EmbeddingResponse> second = calls.waiting("bb", "ccc");
      Aside<EmbeddingResponse> third = calls.waiting("dddd");
      assertThat(calls.lengths.asked()).isEmpty();

      calls.endOfWindow();

      assertThat(first.get().vectors()).containsExactly(new float[] {1});
      assertThat(second.get().vectors()).containsExactly(new float[] {2}, new float[] {3});
      assertThat(third.get().vectors()).containsExactly(new float[] {4});
      assertThat(calls.lengths.asked()).containsExactly(List.of("a", "bb", "ccc", "dddd"));
      assertThat(calls.answers())
          .extracting(answer -> answer.served().callId())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void asManyTextsAsOneRequestTakesGoAtOnceAndTheNextCallWaitsForOthers() {
    try (Gathered calls =
        new Gathered(new Lengths(), Aggregation.within(Gathered.WINDOW, 3), builder -> builder)) {
      Aside<EmbeddingResponse> first = calls.waiting("a");
      calls.making(calls.llm, EmbeddingRequest.of("bb", "ccc"));
      first.get();
      Aside<EmbeddingResponse> next = calls.waiting("dddd");
      assertThat(calls.lengths.asked()).containsExactly(List.of("a", "bb", "ccc"));

      calls.endOfWindow();

      assertThat(next.get().vector(0)).containsExactly(4);
      assertThat(calls.lengths.asked()).hasSize(2);
    }
  }

  @Test
  void aCallThatFindsNoPlaceSendsTheOthersOffAndBeginsTheNext() {
    try (Gathered calls =
        new Gathered(
            new Lengths(new EmbeddingLimits(3, 100)),
            Aggregation.within(Gathered.WINDOW, 8),
            builder -> builder)) {
      Aside<EmbeddingResponse> first = calls.waiting("a");
      Aside<EmbeddingResponse> second = calls.waiting("bb");
      Aside<EmbeddingResponse> third = calls.waiting("ccc", "dddd");

      first.get();
      second.get();
      assertThat(third.isDone()).isFalse();
      calls.endOfWindow();

      assertThat(third.get().size()).isEqualTo(2);
      assertThat(calls.lengths.asked()).containsExactly(List.of("a", "bb"), List.of("ccc", "dddd"));
    }
  }

  @Test
  void theBytesThatAProviderTakesBoundItToo() {
    try (Gathered calls =
        new Gathered(
            new Lengths(new EmbeddingLimits(100, 10)),
            Aggregation.within(Gathered.WINDOW, 8),
            builder -> builder)) {
      calls.waiting("\u20ac\u20ac"); // 6 bytes
      calls.waiting("abcde");
      calls.endOfWindow();

      assertThat(calls.answers()).hasSize(2);
      assertThat(calls.lengths.asked()).hasSize(2);
    }
  }

  @Test
  void aCallToWhichNobodyComesIsMadeAsEverBefore() {
    try (Gathered calls = new Gathered()) {
      Aside<EmbeddingResponse> alone = calls.waiting("a");

      calls.endOfWindow();

      assertThat(alone.get().vector(0)).containsExactly(1);
      AttemptRecord attempt = alone.get().served().attempts().get(0);
      assertThat(attempt.share()).isNull();
      assertThat(attempt.usage().inputTokens()).hasToString("7");
      assertThat(alone.get().served().latency()).isEqualTo(Gathered.WINDOW);
    }
  }

  @Test
  void whoHasManyTextsOrWantsToBeAloneOrHasNoTimeForTheWindowWaitsForNobody() {
    try (Gathered calls = new Gathered()) {
      Timeouts brief = Timeouts.total(Gathered.WINDOW);

      calls.llm.embed("1", "2", "3", "4", "5", "6", "7", "8");
      calls.llm.embed(EmbeddingRequest.of("a").with(Aggregation.ALONE));
      calls.llm.embed(EmbeddingRequest.of("b").with(brief));

      assertThat(calls.lengths.asked()).hasSize(3);
      assertThat(calls.time.tasks()).isZero();
    }
  }

  @Test
  void withoutTheSettingNobodyWaits() {
    try (Gathered calls = new Gathered(new Lengths(), Aggregation.OFF, builder -> builder)) {
      calls.llm.embed("a");
      assertThat(calls.llm.explain(EmbeddingRequest.of("a")).toString())
          .doesNotContain("aggregation");
      calls.llm.reconfigure(now -> now.aggregation(Aggregation.within(Duration.ofSeconds(1), 2)));
      assertThat(calls.llm.explain(EmbeddingRequest.of("a")).toString())
          .contains("ROUTE aggregation");
      calls.waiting("b");
      calls.making(calls.llm, EmbeddingRequest.of("c"));

      assertThat(calls.answers()).hasSize(2);
      assertThat(calls.lengths.asked()).hasSize(2).last().asList().hasSize(2);
    }
  }

  @Test
  void aRequestThatIsRefusedForOneTextIsMadeApartOnceSoThatTheOthersAreAnswered() {
    try (Gathered calls = new Gathered(builder -> builder)) {
      Aside<EmbeddingResponse> good = calls.waiting("a");
      Aside<EmbeddingResponse> bad = calls.waiting("bad");
      Aside<EmbeddingResponse> other = calls.waiting("ccc");

      calls.endOfWindow();

      assertThat(good.get().vector(0)).containsExactly(1);
      assertThat(other.get().vector(0)).containsExactly(3);
      assertThat(bad.failure())
          .isInstanceOfSatisfying(
              LlmException.class,
              error -> {
                assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
                assertThat(error.attempts()).hasSize(2);
              });
      assertThat(calls.lengths.asked())
          .hasSize(4)
          .startsWith(List.of("a", "bad", "ccc"))
          .contains(List.of("a"), List.of("bad"), List.of("ccc"));
      assertThat(good.get().served().attempts())
          .extracting(AttemptRecord::state)
          .containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
      assertThat(good.get().served().attempts())
          .extracting(AttemptRecord::number)
          .containsExactly(1, 2);
    }
  }

  @Test
  void aFailureOfTheTargetIsOneFailureOfEachAndNobodyIsSentAgain() {
    try (Gathered calls = new Gathered()) {
      calls.lengths.whenAsked(
          call -> {
            throw LlmException.of(ErrorKind.SERVER, "it is down").httpStatus(500).build();
          });
      Aside<EmbeddingResponse> first = calls.waiting("a");
      Aside<EmbeddingResponse> second = calls.waiting("bb");

      calls.endOfWindow();

      List<LlmException> errors = new ArrayList<>();
      for (Aside<EmbeddingResponse> call : List.of(first, second)) {
        errors.add((LlmException) call.failure());
      }
      assertThat(errors).extracting(LlmException::kind).containsOnly(ErrorKind.SERVER);
      assertThat(errors).extracting(LlmException::callId).doesNotHaveDuplicates();
      assertThat(errors.get(0)).isNotSameAs(errors.get(1));
      assertThat(errors.get(1).attempts()).hasSize(1);
      assertThat(calls.lengths.asked()).hasSize(1);
    }
  }

  @Test
  void whatMayPassIsTriedAgainOnceForAll() {
    AtomicInteger requests = new AtomicInteger();
    try (Gathered calls =
        new Gathered(new Lengths(), Aggregation.within(Gathered.WINDOW, 2), builder -> builder)) {
      calls.llm.reconfigure(now -> now.retries(Retries.upTo(2)));
      calls.lengths.whenAsked(
          call -> {
            if (requests.incrementAndGet() == 1) {
              throw LlmException.of(ErrorKind.OVERLOADED, "busy").httpStatus(529).build();
            }
          });
      calls.waiting("a");
      calls.making(calls.llm, EmbeddingRequest.of("bb"));
      calls.time.awaitSleepers(1);
      calls.time.advanceToNext();

      for (EmbeddingResponse answer : calls.answers()) {
        assertThat(answer.served().attempts())
            .extracting(AttemptRecord::state)
            .containsExactly(AttemptState.FAILED, AttemptState.SUCCEEDED);
        assertThat(answer.served().trail()).anyMatch(entry -> entry.link().equals("retry"));
      }
      assertThat(calls.lengths.asked()).hasSize(2);
    }
  }
}
