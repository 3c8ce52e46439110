package io.llmgw.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an attempt counts for once it has ended, of 100 tokens a minute, and until when. */
@Fault("F116")
class PacedTokensTest {
  private static final TargetLimits LIMITS = TargetLimits.perTarget().tokensPerMinute(100);
  private static final Duration HALF = Duration.ofSeconds(30);

  private final VirtualTime time = VirtualTime.create();
  private final TargetPace pace = new TargetPace(time);

  private static Wish wish(long tokens) {
    return new Wish(LIMITS, List.of(), tokens, "call", null);
  }

  private Grant begun(long tokens) {
    Grant grant = pace.take(wish(tokens));
    grant.begin();
    return grant;
  }

  private void assertRoomFor(long tokens) {
    assertThat(pace.full(wish(tokens + 1), time.nanos())).as("more than " + tokens).isNotNull();
    assertThat(pace.full(wish(tokens), time.nanos())).as("%d tokens", tokens).isNull();
  }

  private static Usage usage(long tokens) {
    return Usage.builder().reported(TokenKind.OUTPUT, tokens).build();
  }

  private static Outcome success(Usage usage) {
    return new Outcome.Success(new Completed(FinishReason.STOP, usage));
  }

  private static Outcome failure(boolean possiblyBilled) {
    LlmException error =
        LlmException.of(ErrorKind.SERVER, "no").possiblyBilled(possiblyBilled).build();
    return new Outcome.Failure(error, usage(3));
  }

  @Test
  void whatItUsedInExcessCountsFromItsEnd() {
    Grant grant = begun(10);
    time.advance(HALF);

    grant.onOutcome(success(usage(70)));

    assertRoomFor(30);
    time.advance(Duration.ofSeconds(35));
    assertRoomFor(40);
    time.advance(HALF);
    assertThat(pace.isIdle(time.nanos())).isTrue();
  }

  @Test
  void whatItDidNotUseIsThereAgainAndNotTwice() {
    Grant grant = begun(80);
    time.advance(HALF);

    grant.onOutcome(success(usage(20)));

    assertRoomFor(80);
    time.advance(Duration.ofSeconds(31));
    begun(100);
    assertThat(pace.full(wish(1), time.nanos())).isNotNull();
  }

  @Test
  void whatNobodyHasCountedCountsAsItWasEstimated() {
    begun(80).onOutcome(success(Usage.UNKNOWN));

    assertRoomFor(20);
  }

  @Test
  void soDoesWhatMayHaveBeenBilled() {
    begun(80).onOutcome(failure(true));

    assertRoomFor(20);
  }

  @Test
  void andWhatWasCancelledUnlessItHadUsedMore() {
    begun(30).onOutcome(new Outcome.Cancelled(Reason.CALLER, usage(3)));
    assertRoomFor(70);

    begun(30).onOutcome(new Outcome.Cancelled(Reason.CALLER, usage(50)));

    assertRoomFor(20);
  }

  @Test
  void whatWasTurnedAwayCountsForWhatWasSeenOfIt() {
    begun(80).onOutcome(failure(false));

    assertRoomFor(97);
  }

  @Test
  @Fault("F118")
  void whatWasNotBegunCountsForNothing() {
    pace.take(wish(80)).end();

    assertThat(pace.isIdle(time.nanos())).isTrue();
  }

  @Test
  void whoWaitsForItHearsWhenThereIsRoomEarlier() {
    begun(40);
    time.advance(HALF);
    Grant second = begun(60);
    RealCancellation token = new RealCancellation();
    Aside<Boolean> waiter =
        Aside.call(() -> pace.await(wish(50), Duration.ofMinutes(2), token) != null);
    time.awaitDueIn(Duration.ofSeconds(61));

    second.onOutcome(success(usage(20)));

    time.awaitDueIn(Duration.ofSeconds(31));
    time.advance(Duration.ofSeconds(31));
    assertThat(waiter.get()).isTrue();
  }
}
