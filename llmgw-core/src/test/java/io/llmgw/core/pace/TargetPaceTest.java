package io.llmgw.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.test.Fault;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetPaceTest {
  private static final ApiKey A = ApiKey.of("a", "x");
  private static final ApiKey B = ApiKey.of("b", "y");

  private final VirtualTime time = VirtualTime.create();
  private final TargetPace pace = new TargetPace(time);

  private static Wish wish(TargetLimits limits, ApiKey... keys) {
    return new Wish(limits, List.of(keys), 0, "call", null);
  }

  private static Wish concurrency(int most, ApiKey... keys) {
    return wish(TargetLimits.perKey().concurrency(most), keys);
  }

  @Test
  @Fault("F126")
  void aLimitThatIsLoweredBelowWhatIsUnderWayIsMetAsAttemptsEnd() {
    List<Grant> open = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      open.add(pace.take(concurrency(5)));
    }

    for (int left = 4; left >= 2; left--) {
      open.remove(0).end();
      assertThat(pace.take(concurrency(2))).as(left + " under way").isNull();
    }
    open.remove(0).end();

    assertThat(pace.take(concurrency(2))).isNotNull();
    assertThat(pace.take(concurrency(2))).isNull();
  }

  @Test
  @Fault("I6")
  void aGrantEndsOnce() {
    Grant grant = pace.take(concurrency(1));
    assertThat(pace.take(concurrency(1))).isNull();

    grant.end();
    grant.end();

    assertThat(pace.take(concurrency(1))).isNotNull();
    assertThat(pace.take(concurrency(1))).isNull();
  }

  @Test
  void whatWasNotBegunHasUsedNothing() {
    Wish wish = wish(TargetLimits.perTarget().requestsPerMinute(1));
    pace.take(wish).end();

    Grant second = pace.take(wish);
    second.begin();
    second.end();

    assertThat(pace.take(wish)).isNull();
  }

  @Test
  void whatWasNotBegunIsGivenBackOnce() {
    Wish wish = wish(TargetLimits.perTarget().requestsPerMinute(2));
    Grant unused = pace.take(wish);
    pace.take(wish).begin();

    unused.end();
    unused.end();

    assertThat(pace.take(wish)).isNotNull();
    assertThat(pace.take(wish)).isNull();
  }

  @Test
  void lookingTakesNothing() {
    Wish wish = wish(TargetLimits.perTarget().concurrency(1).requestsPerMinute(1));
    for (int i = 0; i < 5; i++) {
      assertThat(pace.full(wish, time.nanos())).isNull();
    }

    assertThat(pace.take(wish)).isNotNull();
    assertThat(pace.full(wish, time.nanos())).isNotNull();
  }

  @Test
  void whoWaitsForAnotherKeyStandsInNobodysWay() throws Exception {
    Grant first = pace.take(concurrency(1, A));
    RealCancellation token = new RealCancellation();
    Thread waiter = waiting(concurrency(1, A), token);

    Grant other = pace.take(concurrency(1, A, B));

    assertThat(other).isNotNull();
    assertThat(other.key()).isEqualTo(B);
    first.end();
    waiter.join();
    assertThat(pace.full(concurrency(1, A), time.nanos()))
        .as("taken by the one who waited")
        .isNotNull();
  }

  @Test
  void nobodyOvertakesTheOneWhoWaitsForRoom() throws Exception {
    TargetLimits limits = TargetLimits.perTarget().tokensPerMinute(100);
    Grant most = pace.take(new Wish(limits, List.of(), 90, "call", null));
    most.begin();
    RealCancellation token = new RealCancellation();
    Thread large = waiting(new Wish(limits, List.of(), 50, "large", null), token);
    Wish small = new Wish(limits, List.of(), 5, "small", null);

    assertThat(pace.take(small)).as("it would fit").isNull();
    assertThat(pace.full(small, time.nanos()).reason())
        .isEqualTo("has other calls that wait for their turn");

    token.cancel(Reason.CALLER);
    large.join();
    assertThat(pace.take(small)).isNotNull();
  }

  @Test
  void whoStandsBehindMovesUpWhenTheOneAheadLeaves() throws Exception {
    TargetLimits limits = TargetLimits.perTarget().tokensPerMinute(100);
    pace.take(new Wish(limits, List.of(), 90, "call", null)).begin();
    RealCancellation token = new RealCancellation();
    Thread large = waiting(new Wish(limits, List.of(), 50, "large", null), token);
    Thread small =
        waiting(new Wish(limits, List.of(), 5, "small", null), new RealCancellation(), 2);

    token.cancel(Reason.CALLER);
    large.join();
    small.join();

    assertThat(pace.full(new Wish(limits, List.of(), 6, "other", null), time.nanos()))
        .as("the small one has its five")
        .isNotNull();
  }

  @Test
  void whoMovesUpToALimitWithATimeWaitsForThatTime() throws Exception {
    TargetLimits limits = TargetLimits.perTarget().tokensPerMinute(100);
    pace.take(new Wish(limits, List.of(), 90, "call", null)).begin();
    RealCancellation token = new RealCancellation();
    Thread large = waiting(new Wish(limits, List.of(), 50, "large", null), token);
    RealCancellation ofBehind = new RealCancellation();
    Thread behind = waiting(new Wish(limits, List.of(), 20, "behind", null), ofBehind, 2);

    token.cancel(Reason.CALLER);
    large.join();

    Patience.until(
        "the other one to wait for the end of the minute",
        () -> Duration.ofSeconds(61).equals(time.untilNext()));
    time.advance(Duration.ofSeconds(61));
    behind.join(Patience.limit().toMillis());
    assertThat(behind.isAlive()).isFalse();
  }

  @Test
  void aPartOfACallGoesUnderItsGrant() {
    Grant grant = pace.take(concurrency(1));
    TargetLimits limits = concurrency(1).limits();

    assertThat(pace.take(new Wish(limits, List.of(), 0, "part", "another"))).isNull();
    Grant part = pace.take(new Wish(limits, List.of(), 0, "part", "call"));
    assertThat(part).isNotNull();

    part.end();
    assertThat(pace.take(concurrency(1))).as("the call is under way").isNull();
    grant.end();
    assertThat(pace.take(concurrency(1))).isNotNull();
  }

  private Thread waiting(Wish wish, RealCancellation token) {
    return waiting(wish, token, 1);
  }

  private Thread waiting(Wish wish, RealCancellation token, int sleepers) {
    Thread waiter =
        new Thread(
            () -> {
              try {
                pace.await(wish, Duration.ofMinutes(2), token);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "llmgw-test-waiter");
    waiter.setDaemon(true);
    waiter.start();
    time.awaitSleepers(sleepers);
    return waiter;
  }
}
