package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.response.EmbeddingResponse;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.account.Portion;
import io.llmgw.test.LeakRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One attempt, n calls: the shares of all of them are the bill. */
@ExtendWith(LeakRule.class)
class AggregationAccountTest {
  private static final BigDecimal PRICE_OF_A_TOKEN = new BigDecimal("0.00000013");

  /** Notes the attempts and the calls that it is told of. */
  private static final class Notes implements CallObserver {
    final List<AttemptRecord> attempts = Collections.synchronizedList(new ArrayList<>());
    final List<String> callsOfAttempts = Collections.synchronizedList(new ArrayList<>());
    final List<ObservedOutcome> calls = Collections.synchronizedList(new ArrayList<>());

    @Override
    public String name() {
      return "notes";
    }

    @Override
    public Observation begin(ObservedCall call) {
      return new Observation() {
        @Override
        public AttemptObservation onAttempt(ObservedAttempt attempt) {
          callsOfAttempts.add(attempt.callId());
          return new AttemptObservation() {
            @Override
            public void onOutcome(ObservedAttemptOutcome outcome) {
              attempts.add(outcome.attempt());
            }
          };
        }

        @Override
        public void onOutcome(ObservedOutcome outcome) {
          calls.add(outcome);
        }
      };
    }
  }

  @Test
  void theSharesOfAllCallsAreTheBill() {
    Notes notes = new Notes();
    try (Gathered calls = new Gathered(builder -> builder.observe(notes))) {
      calls.waiting("a");
      calls.waiting("some longer text, of which more is paid for");
      calls.waiting("b", "c");
      calls.endOfWindow();
      List<EmbeddingResponse> answers = calls.answers();

      long bill = 4 * Lengths.TOKENS_OF_A_TEXT;
      Usage used = Usage.ZERO;
      Usage paid = Usage.ZERO;
      Cost cost = Cost.ZERO;
      for (EmbeddingResponse answer : answers) {
        used = used.plus(answer.usage());
        paid = paid.plus(answer.served().usage());
        cost = cost.and(answer.served().cost());
      }
      assertThat(used.tokens(TokenKind.INPUT)).isEqualTo(bill);
      assertThat(paid.tokens(TokenKind.INPUT)).isEqualTo(bill);
      assertThat(cost.amount())
          .isEqualByComparingTo(PRICE_OF_A_TOKEN.multiply(BigDecimal.valueOf(bill)));
      assertThat(answers.get(1).usage().tokens(TokenKind.INPUT))
          .isGreaterThan(answers.get(2).usage().tokens(TokenKind.INPUT));
      assertThat(answers.get(0).usage().count(TokenKind.INPUT).provenance())
          .isEqualTo(Provenance.ESTIMATED);
      assertThat(answers.get(0).usage().count(TokenKind.OUTPUT)).hasToString("0");
    }
  }

  @Test
  void observersHearOfTheAttemptOnceAndOfEachCallWithItsShare() {
    Notes notes = new Notes();
    try (Gathered calls = new Gathered(builder -> builder.observe(notes))) {
      calls.waiting("a");
      calls.waiting("bb");
      calls.waiting("cc");
      calls.endOfWindow();
      List<EmbeddingResponse> answers = calls.answers();

      String first = answers.get(0).served().callId();
      assertThat(notes.callsOfAttempts).containsExactly(first);
      assertThat(notes.attempts).hasSize(1);
      assertThat(notes.attempts.get(0).usage()).isEqualTo(Usage.reported(21, 0));
      assertThat(notes.attempts.get(0).share()).isNull();
      assertThat(notes.calls).hasSize(3);
      for (EmbeddingResponse answer : answers) {
        assertThat(answer.served().attempts())
            .extracting(AttemptRecord::share)
            .containsExactly(new AttemptShare(first, 3));
        assertThat(answer.served().target()).isEqualTo(Lengths.MODEL);
      }
    }
  }

  @Test
  void adjoiningPartsAddUpWhateverIsRounded() {
    Usage usage =
        Usage.builder()
            .reported(TokenKind.INPUT, 1_000_003)
            .estimated(TokenKind.OUTPUT, 7)
            .atLeast(TokenKind.CACHED_INPUT, 11)
            .build();
    Cost cost = Cost.estimated(new BigDecimal("0.0130000391"), "USD");
    long[] marks = {0, 1, 3, 1000, 1001, 77_777};
    Usage used = Usage.ZERO;
    Cost paid = Cost.ZERO;
    for (int i = 1; i < marks.length; i++) {
      Portion part = new Portion(marks[i - 1], marks[i], 77_777);
      used = used.plus(part.of(usage));
      paid = paid.and(part.of(cost));
    }

    for (TokenKind kind : TokenKind.values()) {
      assertThat(used.tokens(kind)).isEqualTo(usage.tokens(kind));
    }
    assertThat(used.isKnown(TokenKind.CACHED_INPUT)).isFalse();
    assertThat(paid.amount()).isEqualByComparingTo(cost.amount());
    assertThat(paid.provenance()).isEqualTo(Provenance.ESTIMATED);
  }

  @Test
  void allOfItIsAsItWasAndNothingIsLargerThanTheWhole() {
    Usage usage = Usage.reported(Long.MAX_VALUE / 2, 0);

    assertThat(new Portion(0, 5, 5).of(usage)).isSameAs(usage);
    assertThat(new Portion(0, 5, 5).of(Cost.UNKNOWN)).isEqualTo(Cost.UNKNOWN);
    assertThat(new Portion(0, 1, 2).of(Cost.UNKNOWN)).isEqualTo(Cost.UNKNOWN);
    assertThat(new Portion(0, 1, 2).of(Cost.ZERO)).isEqualTo(Cost.ZERO);
    assertThat(new Portion(1, 2, 2).of(usage).tokens(TokenKind.INPUT)).isPositive();
    assertThatIllegalArgumentException().isThrownBy(() -> new Portion(1, 1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new Portion(0, 3, 2));
  }
}
