package io.llmgw.core.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.test.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits by key and the room that they leave: which one is told, and how many are remembered. */
class PacedKeysTest {
  private static final int REMEMBERED = 1_000;
  private static final Duration SOON = Duration.ofSeconds(31);
  private static final Duration LATER = Duration.ofSeconds(61);
  private static final ApiKey A = ApiKey.of("a", "x");
  private static final ApiKey B = ApiKey.of("b", "y");

  private final VirtualTime time = VirtualTime.create();
  private final TargetPace pace = new TargetPace(time);

  private static Wish wish(TargetLimits limits, ApiKey... keys) {
    return new Wish(limits, List.of(keys), 0, "call", null);
  }

  private static Wish oneAtOnce(ApiKey key) {
    return wish(TargetLimits.perKey().concurrency(1), key);
  }

  private static Wish oneAMinute(ApiKey... keys) {
    return wish(TargetLimits.perKey().requestsPerMinute(1), keys);
  }

  private static ApiKey key(int number) {
    return ApiKey.of("key-" + number, "secret-" + number);
  }

  /** The room of A is there soon, that of B later. */
  private void useUp() {
    pace.take(oneAMinute(A)).begin();
    time.advance(Duration.ofSeconds(30));
    pace.take(oneAMinute(B)).begin();
  }

  @Test
  void ofSeveralKeysTheOneThatHasRoomFirstIsTold() {
    useUp();

    for (Wish wish : List.of(oneAMinute(A, B), oneAMinute(B, A))) {
      Full full = pace.full(wish, time.nanos());
      assertThat(full.nanosLeft(time.nanos())).isEqualTo(SOON.toNanos());
    }
    assertThat(pace.full(oneAMinute(B), time.nanos()).nanosLeft(time.nanos()))
        .isEqualTo(LATER.toNanos());
  }

  @Test
  void andOneThatIsKnownToHaveSomeBeforeOneThatIsNot() {
    TargetLimits limits = TargetLimits.perKey().concurrency(1).requestsPerMinute(2);
    pace.take(wish(limits, A)).begin();
    for (int i = 0; i < 2; i++) {
      Grant grant = pace.take(wish(limits, B));
      grant.begin();
      grant.end();
    }

    for (Wish wish : List.of(wish(limits, A, B), wish(limits, B, A))) {
      assertThat(pace.full(wish, time.nanos()).isTimed()).isTrue();
    }
    assertThat(pace.full(wish(limits, A), time.nanos()).isTimed()).isFalse();
  }

  @Test
  void whoWaitsForSeveralSleepsUntilTheFirst() throws Exception {
    useUp();

    for (Wish wish : List.of(oneAMinute(A, B), oneAMinute(B, A))) {
      RealCancellation token = new RealCancellation();
      Thread waiter = waiting(wish, token);
      assertThat(time.untilNext()).isEqualTo(SOON);
      token.cancel(Reason.CALLER);
      waiter.join();
    }
  }

  private Thread waiting(Wish wish, RealCancellation token) {
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
    time.awaitSleepers(1);
    return waiter;
  }

  @Test
  void ofTwoLimitsTheOneThatLastsLongerIsTold() {
    TargetLimits limits = TargetLimits.perTarget().requestsPerMinute(2).tokensPerMinute(10);
    Wish small = new Wish(limits, List.of(), 1, "call", null);
    pace.take(small).begin();
    time.advance(Duration.ofSeconds(30));
    pace.take(new Wish(limits, List.of(), 9, "call", null)).begin();

    Full byRequests = pace.full(small, time.nanos());
    assertThat(byRequests.nanosLeft(time.nanos())).isEqualTo(SOON.toNanos());
    Wish large = new Wish(limits, List.of(), 5, "call", null);
    assertThat(pace.full(large, time.nanos()).reason()).contains("tokens/min");
    assertThat(pace.full(large, time.nanos()).nanosLeft(time.nanos())).isEqualTo(LATER.toNanos());
  }

  @Test
  void ofTwoLimitsTheRequestsAreToldWhereTheyLastLonger() {
    TargetLimits limits = TargetLimits.perTarget().requestsPerMinute(2).tokensPerMinute(10);
    pace.take(new Wish(limits, List.of(), 10, "call", null)).begin();
    time.advance(Duration.ofSeconds(30));
    Wish free = new Wish(limits, List.of(), 0, "call", null);
    pace.take(free).begin();
    TargetLimits lower = TargetLimits.perTarget().requestsPerMinute(1).tokensPerMinute(10);
    Full full = pace.full(new Wish(lower, List.of(), 1, "call", null), time.nanos());

    assertThat(full.reason()).contains("1 requests/min");
    assertThat(full.nanosLeft(time.nanos())).isEqualTo(LATER.toNanos());
  }

  @Test
  void keysBeyondThoseThatAreRememberedShareTheirLimits() {
    for (int i = 0; i < REMEMBERED; i++) {
      assertThat(pace.take(oneAtOnce(key(i)))).isNotNull();
    }

    assertThat(pace.take(oneAtOnce(A))).isNotNull();
    assertThat(pace.take(oneAtOnce(B))).isNull();
    assertThat(pace.isIdle(time.nanos())).isFalse();
  }

  @Test
  void thoseThatNobodyUsesMakeRoomForOthersAndNoneElse() {
    List<Grant> open = new ArrayList<>();
    for (int i = 0; i < REMEMBERED; i++) {
      open.add(pace.take(oneAtOnce(key(i))));
    }
    open.remove(REMEMBERED - 1).end();
    open.remove(REMEMBERED - 2).end();

    assertThat(pace.take(oneAtOnce(A))).isNotNull();
    assertThat(pace.take(oneAtOnce(B))).isNotNull();
    assertThat(pace.take(oneAtOnce(key(0)))).as("it is in use").isNull();
  }

  @Test
  void aPaceIsIdleOnceNothingIsUnderWayOrCountsAnyMore() {
    assertThat(pace.isIdle(time.nanos())).isTrue();
    assertIdleAfter(oneAtOnce(A), Duration.ZERO);
    assertIdleAfter(wish(TargetLimits.perTarget().concurrency(1)), Duration.ZERO);
    assertIdleAfter(oneAMinute(A), LATER);
    assertIdleAfter(wish(TargetLimits.perTarget().requestsPerMinute(1)), LATER);
    TargetLimits tokens = TargetLimits.perTarget().tokensPerMinute(10);
    assertIdleAfter(new Wish(tokens, List.of(), 10, "call", null), LATER);
  }

  private void assertIdleAfter(Wish wish, Duration left) {
    Grant grant = pace.take(wish);
    grant.begin();
    assertThat(pace.isIdle(time.nanos())).as("under way: %s", wish).isFalse();
    grant.end();
    assertThat(pace.isIdle(time.nanos())).as("ended: %s", wish).isEqualTo(left.isZero());
    time.advance(left);
    assertThat(pace.isIdle(time.nanos())).as("after %s: %s", left, wish).isTrue();
  }
}
