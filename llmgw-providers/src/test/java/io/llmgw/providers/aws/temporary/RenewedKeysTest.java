package io.llmgw.providers.aws.temporary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.time.TimeSource;
import io.llmgw.providers.aws.AwsCredentials;
import io.llmgw.providers.rig.Background;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** When an issuer is asked, and who waits for it. */
@ExtendWith(LeakRule.class)
class RenewedKeysTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualTime time = VirtualTime.create();
  private volatile Gate answer = opened();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean failing;
  private final RenewedKeys keys = new RenewedKeys("here", this::issue, RenewedKeysTest::key, time);

  private static ApiKey key(Temporary issued) {
    return AwsCredentials.of(issued.id(), issued.secret()).toKey("here");
  }

  private static Gate opened() {
    Gate gate = Gate.closed();
    gate.open();
    return gate;
  }

  private Temporary issue(Asking asking) throws IOException {
    int number = asked.incrementAndGet();
    try {
      answer.pass();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (failing) {
      throw new IOException("out of order");
    }
    return new Temporary("AKID" + number, "secret", null, time.now().plus(HOUR));
  }

  private String id() {
    ApiKey key = keys.keysFor(Caller.ANONYMOUS).get(0);
    assertThat(key.alias()).isEqualTo("here");
    return AwsCredentials.of(key).accessKeyId();
  }

  @Test
  void manyFirstCallsAskOnce() {
    Races.repeat(
        repeat -> {
          AtomicInteger count = new AtomicInteger();
          RenewedKeys fresh =
              new RenewedKeys(
                  "here",
                  asking -> {
                    count.incrementAndGet();
                    return new Temporary("AKID", "secret", null, null);
                  },
                  RenewedKeysTest::key,
                  time);
          Races.Action[] calls = new Races.Action[50];
          Arrays.fill(calls, (Races.Action) () -> fresh.keysFor(Caller.ANONYMOUS));

          Races.together(calls);

          assertThat(count).hasValue(1);
        });
  }

  @Test
  void aSecondThatHoldsIsNotAskedFor() {
    assertThat(id()).isEqualTo("AKID1");
    time.advance(HOUR.minusMinutes(5).minusNanos(1));

    assertThat(id()).isEqualTo("AKID1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void theNextIsAskedForAheadAndNobodyWaitsForIt() {
    assertThat(id()).isEqualTo("AKID1");
    time.advance(HOUR.minusMinutes(5));
    answer = Gate.closed();

    assertThat(id()).isEqualTo("AKID1");
    answer.awaitArrivals(1);
    assertThat(id()).isEqualTo("AKID1");
    answer.open();

    Patience.until("the new key", () -> id().equals("AKID2"));
    assertThat(asked).hasValue(2);
  }

  @Test
  void whoHasNoneThatHoldsWaits() {
    assertThat(id()).isEqualTo("AKID1");
    time.advance(HOUR);
    answer = Gate.closed();

    Background<String> call = Background.run(this::id);
    answer.awaitArrivals(1);
    assertThat(call.isDone()).isFalse();
    answer.open();

    assertThat(call.result()).isEqualTo("AKID2");
  }

  @Test
  void aFailureAheadOfTheEndFailsNoCall() {
    assertThat(id()).isEqualTo("AKID1");
    failing = true;
    time.advance(HOUR.minusMinutes(1));

    assertThat(id()).isEqualTo("AKID1");
    Patience.until("the failure", () -> asked.get() == 2);
    time.advance(Duration.ofMinutes(1));
    assertThatThrownBy(this::id).hasMessageContaining("out of order");
    failing = false;
    time.advance(Duration.ofSeconds(1));

    assertThat(id()).startsWith("AKID");
  }

  @Test
  void aFailureIsToldForASecondWithoutAskingAgain() {
    failing = true;

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(this::id)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no credentials of AWS by here: out of order");
    }
    assertThat(asked).hasValue(1);

    failing = false;
    time.advance(Duration.ofSeconds(1));
    assertThat(id()).isEqualTo("AKID2");
  }

  @Test
  void anInterruptEndsTheWaitOfOneCallAlone() {
    answer = Gate.closed();
    Background<String> first = Background.run(this::id);
    answer.awaitArrivals(1);
    Background<Boolean> second =
        Background.run(
            () -> {
              Thread.currentThread().interrupt();
              assertThatThrownBy(this::id).hasMessageContaining("interrupted");
              return Thread.currentThread().isInterrupted();
            });

    assertThat(second.result()).isTrue();
    answer.open();
    assertThat(first.result()).isEqualTo("AKID1");
  }

  @Test
  void anIssuerThatNoThreadCouldAskIsAskedByTheNextCall() {
    AtomicInteger tries = new AtomicInteger();
    RenewedKeys limited =
        new RenewedKeys(
            "here",
            this::issue,
            RenewedKeysTest::key,
            time,
            work -> {
              if (tries.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              work.run();
            });

    assertThatThrownBy(() -> limited.keysFor(Caller.ANONYMOUS))
        .isInstanceOfSatisfying(
            LlmException.class,
            error -> {
              assertThat(error.kind()).isEqualTo(ErrorKind.LOCAL_RESOURCE);
              assertThat(error.isRetryable()).isTrue();
            });
    assertThat(limited.isReady(Caller.ANONYMOUS)).isFalse();

    assertThat(limited.keysFor(Caller.ANONYMOUS)).hasSize(1);
    assertThat(limited.isReady(Caller.ANONYMOUS)).isTrue();
  }

  @Test
  void noThreadAheadOfTheEndFailsNoCall() {
    AtomicBoolean full = new AtomicBoolean();
    RenewedKeys limited =
        new RenewedKeys(
            "here",
            this::issue,
            RenewedKeysTest::key,
            time,
            work -> {
              if (full.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              work.run();
            });
    List<ApiKey> first = limited.keysFor(Caller.ANONYMOUS);
    full.set(true);
    time.advance(HOUR.minusMinutes(1));

    assertThat(limited.keysFor(Caller.ANONYMOUS)).isEqualTo(first);
  }

  @Test
  void aClockThatFailsKeepsNobodyWaiting() {
    AtomicBoolean broken = new AtomicBoolean();
    TimeSource clock =
        new ForwardingTime(time) {
          @Override
          public long nanos() {
            if (broken.get()) {
              throw new IllegalStateException("no clock");
            }
            return super.nanos();
          }
        };
    RenewedKeys keys = new RenewedKeys("here", this::issue, RenewedKeysTest::key, clock);
    answer = Gate.closed();
    Background<List<ApiKey>> first = Background.run(() -> keys.keysFor(Caller.ANONYMOUS));
    answer.awaitArrivals(1);

    broken.set(true);
    answer.open();

    assertThat(first.result()).hasSize(1);
    broken.set(false);
    time.advance(HOUR);
    assertThat(keys.keysFor(Caller.ANONYMOUS)).isNotEqualTo(first.result());
  }

  @Test
  void theThreadThatAsksHasNothingOfWhoeverCalled() {
    AtomicReference<ClassLoader> loader = new AtomicReference<>();
    AtomicReference<String> value = new AtomicReference<>();
    InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
    local.set("of the caller");
    RenewedKeys keys =
        new RenewedKeys(
            "here",
            asking -> {
              loader.set(Thread.currentThread().getContextClassLoader());
              value.set(local.get());
              return new Temporary("AKID", "secret", null, null);
            },
            RenewedKeysTest::key,
            time);

    keys.keysFor(Caller.ANONYMOUS);

    local.remove();
    assertThat(loader).hasNullValue();
    assertThat(value).hasNullValue();
  }

  @Test
  void whoIsWaitedForIsLeftWhenNobodyWantsItAndAskedAnewByOthers() {
    answer = Gate.closed();
    Background<String> other = Background.run(this::id);
    answer.awaitArrivals(1);

    keys.stopFetching();

    answer.awaitArrivals(2);
    answer.open();
    assertThat(other.result()).isEqualTo("AKID2");
    keys.stopFetching();
    assertThat(id()).isEqualTo("AKID2");
  }

  @Test
  void nothingIsFetchedAnyMoreOnceOthersAreInPlace() {
    answer = Gate.closed();
    Background<Throwable> waiting = Background.run(() -> catchThrowable(this::id));
    answer.awaitArrivals(1);

    keys.retire();

    assertThat(waiting.result()).isInstanceOf(RetiredKeysException.class);
    assertThatThrownBy(this::id).isInstanceOf(RetiredKeysException.class);
    assertThat(asked).hasValue(1);
    answer.open();
  }

  @Test
  void whatIsKnownHoldsThoughOthersAreInPlace() {
    assertThat(id()).isEqualTo("AKID1");
    time.advance(HOUR.minusMinutes(1));

    keys.retire();

    assertThat(id()).isEqualTo("AKID1");
    assertThat(asked).hasValue(1);
  }

  @Test
  void anOutageIsNoMistakeOfTheSettings() {
    RenewedKeys keys =
        new RenewedKeys(
            "here",
            asking -> {
              throw new OutageException("169.254.169.254 cannot be reached", new IOException());
            },
            RenewedKeysTest::key,
            time);

    assertThatThrownBy(() -> keys.keysFor(Caller.ANONYMOUS))
        .isInstanceOfSatisfying(
            LlmException.class, error -> assertThat(error.kind()).isEqualTo(ErrorKind.CONNECT));
  }

  @Test
  void hidesWhatItHas() {
    assertThat(id()).isEqualTo("AKID1");

    assertThat(keys).hasToString("RenewedKeys[here]");
    assertThat(new Temporary("AKID1", "canary", "canary", null).toString())
        .doesNotContain("AKID1", "canary");
  }
}
