package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Cancellation.Registration;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.LlmTimeoutException;
import io.llmgw.test.Gate;
import io.llmgw.test.Races;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of a call: who is told, how often, and what becomes of code that blocks. */
class CancellationTokenTest {
  private final RealCancellation token = new RealCancellation();
  private final AtomicInteger wakeUps = new AtomicInteger();

  @Test
  void wakesUpOnceHoweverOftenItIsCancelled() {
    token.onCancel(wakeUps::incrementAndGet);

    token.cancel(Reason.CALLER);
    token.cancel(Reason.CALLER);

    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void wakesUpAtOnceWhenItIsCancelledAlready() {
    token.cancel(Reason.CALLER);

    token.onCancel(wakeUps::incrementAndGet);

    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void isCancelledBeforeItIsTold() {
    token.onCancel(wakeUps::incrementAndGet);

    Runnable telling = token.cancelUntold(Reason.SHUTDOWN);

    assertThat(token.reason()).isEqualTo(Reason.SHUTDOWN);
    assertThat(wakeUps).hasValue(0);
    telling.run();
    token.cancelUntold(Reason.CALLER).run();
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void endsWithAllItsPartsBeforeAnyOfThemIsTold() {
    RealCancellation part = token.part();
    RealCancellation ofPart = part.part();
    ofPart.onCancel(wakeUps::incrementAndGet);

    Runnable telling = token.cancelUntold(Reason.SHUTDOWN);

    assertThat(part.reason()).isEqualTo(Reason.SHUTDOWN);
    assertThat(ofPart.reason()).isEqualTo(Reason.SHUTDOWN);
    assertThat(wakeUps).hasValue(0);
    telling.run();
    assertThat(wakeUps).hasValue(1);
  }

  @Test
  void endsWithItsPartsWhoeverOfThemIsToldFirst() {
    List<Reason> seen = new ArrayList<>();
    RealCancellation one = token.part();
    RealCancellation other = token.part();
    one.onCancel(() -> seen.add(other.reason()));
    other.onCancel(() -> seen.add(one.reason()));

    token.cancel(Reason.CALLER);

    assertThat(seen).containsExactly(Reason.CALLER, Reason.CALLER);
  }

  @Test
  void doesNotEndAPartThatIsReadOn() {
    RealCancellation part = token.part(any -> true);
    RealCancellation ofPart = part.part();

    token.cancelUntold(Reason.CALLER).run();

    assertThat(part.isPutOff()).isTrue();
    assertThat(part.isCancelled()).isFalse();
    assertThat(ofPart.isCancelled()).isFalse();
  }

  @Test
  void isToldByWhoeverCancelsItNext() {
    token.onCancel(wakeUps::incrementAndGet);
    Runnable telling = token.cancelUntold(Reason.SHUTDOWN);

    assertThat(token.cancel(Reason.CALLER)).isFalse();

    assertThat(wakeUps).hasValue(1);
    telling.run();
    assertThat(wakeUps).hasValue(1);
    assertThat(token.reason()).isEqualTo(Reason.SHUTDOWN);
  }

  @Test
  void doesNotWakeUpWhoHasLeft() {
    List<String> told = new ArrayList<>();
    Registration first = token.onCancel(() -> told.add("first"));
    Registration second = token.onCancel(() -> told.add("second"));
    Registration third = token.onCancel(() -> told.add("third"));
    Registration fourth = token.onCancel(() -> told.add("fourth"));

    second.close();
    second.close();
    fourth.close();
    token.cancel(Reason.CALLER);
    first.close();
    third.close();

    assertThat(told).containsExactlyInAnyOrder("first", "third");
  }

  @Test
  void doesNotWakeUpAnybodyWhenAllHaveLeftInAnyOrder() {
    List<Registration> registered = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      registered.add(token.onCancel(wakeUps::incrementAndGet));
    }

    for (int i : new int[] {2, 0, 4, 1, 3}) {
      registered.get(i).close();
    }
    token.cancel(Reason.CALLER);

    assertThat(wakeUps).hasValue(0);
  }

  @Test
  void aWakeUpMayTakeBackAnotherOne() {
    List<Registration> registered = new ArrayList<>();
    registered.add(token.onCancel(wakeUps::incrementAndGet));
    token.onCancel(() -> registered.get(0).close());

    token.cancel(Reason.CALLER);

    assertThat(wakeUps.get()).as("taken back or on its way").isBetween(0, 1);
  }

  @ParameterizedTest
  @ValueSource(classes = {IllegalStateException.class, AssertionError.class, LinkageError.class})
  void aWakeUpThatThrowsKeepsNobodyAsleep(Class<? extends Throwable> type) throws Exception {
    Throwable thrown = type.getConstructor().newInstance();
    token.onCancel(wakeUps::incrementAndGet);
    token.onCancel(
        () -> {
          throw TestLink.sneaky(thrown);
        });
    token.onCancel(wakeUps::incrementAndGet);

    assertThat(token.cancel(Reason.CALLER)).isTrue();

    assertThat(wakeUps).hasValue(2);
  }

  @Test
  void keepsTheFirstReason() {
    assertThat(token.reason()).isNull();

    assertThat(token.cancel(Reason.SHUTDOWN)).isTrue();
    assertThat(token.cancel(Reason.CALLER)).isFalse();

    assertThat(token.reason()).isEqualTo(Reason.SHUTDOWN);
    assertThat(((CallCancelledException) catchThrowable(token::throwIfCancelled)).reason())
        .isEqualTo(Reason.SHUTDOWN);
  }

  @Test
  void oneOfManyCancellersWins() {
    Races.repeat(
        repeat -> {
          RealCancellation raced = new RealCancellation();
          AtomicInteger told = new AtomicInteger();
          AtomicInteger winners = new AtomicInteger();
          raced.onCancel(told::incrementAndGet);
          Races.Action cancel =
              () -> {
                if (raced.cancel(Reason.CALLER)) {
                  winners.incrementAndGet();
                }
              };

          Races.together(cancel, cancel, cancel, () -> raced.onCancel(told::incrementAndGet));

          assertThat(winners).hasValue(1);
          assertThat(told).hasValue(2);
        });
  }

  @Test
  void aPartEndsWithTheWholeForTheSameReason() {
    RealCancellation part = token.part();

    token.cancel(Reason.DEADLINE);

    assertThat(part.reason()).isEqualTo(Reason.DEADLINE);
  }

  @Test
  void theWholeDoesNotEndWithAPart() {
    token.part().cancel(Reason.LOST);

    assertThat(token.isCancelled()).isFalse();
  }

  @Test
  void aPartOfWhatIsCancelledIsCancelled() {
    token.cancel(Reason.CALLER);

    assertThat(token.part().reason()).isEqualTo(Reason.CALLER);
  }

  @Test
  void aDependentEndsAsItsParentDoes() {
    RealCancellation dependent = token.dependent();

    token.cancel(Reason.CALLER);

    assertThat(dependent.reason()).isEqualTo(Reason.PARENT);
  }

  @Test
  void aPartThatIsClosedIsOnItsOwn() {
    RealCancellation part = token.part();

    part.close();
    token.cancel(Reason.CALLER);

    assertThat(part.isCancelled()).isFalse();
  }

  @Test
  void aClockThatRanOutFailsWhatACancelWouldEnd() {
    LlmException timeout = LlmException.of(ErrorKind.TIMEOUT, "too slow").build();

    token.timeOut(timeout);

    assertThatThrownBy(token::throwIfCancelled)
        .isInstanceOf(LlmTimeoutException.class)
        .isNotSameAs(timeout)
        .hasMessage("too slow");
  }

  @Test
  void interruptsCodeThatBlocksAndLeavesNoInterruptBehind() {
    Gate inside = Gate.closed();

    Races.together(
        () -> {
          assertThatThrownBy(
                  () ->
                      token.interruptible(
                          () -> {
                            inside.pass();
                            return null;
                          }))
              .isInstanceOf(CallCancelledException.class);
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        },
        () -> {
          inside.awaitArrivals(1);
          token.cancel(Reason.CALLER);
        });
  }

  @Test
  void interruptsWhoeverIsInsideAndNobodyWhoWas() throws Exception {
    Gate inside = Gate.closed();
    Thread before = Thread.currentThread();
    token.interruptible(() -> token.interruptible(wakeUps::incrementAndGet));

    Races.together(
        () ->
            assertThatThrownBy(
                    () ->
                        token.interruptible(
                            () -> {
                              inside.pass();
                              return null;
                            }))
                .isInstanceOf(CallCancelledException.class),
        () -> {
          inside.awaitArrivals(1);
          token.interruptible(wakeUps::incrementAndGet);
          token.cancel(Reason.CALLER);
          assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });

    assertThat(before.isInterrupted()).isFalse();
    assertThat(wakeUps).hasValue(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatTheCodeMakesOfTheInterruptIsACancelToo(boolean checked) {
    Exception own = checked ? new ClosedByInterruptException() : new IllegalStateException();

    Throwable thrown =
        catchThrowable(
            () ->
                token.interruptible(
                    () -> {
                      token.cancel(Reason.CALLER);
                      throw own;
                    }));

    assertThat(thrown).isInstanceOf(CallCancelledException.class).hasSuppressedException(own);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void doesNotRunTheCodeWhenItIsCancelledBefore() {
    token.cancel(Reason.CALLER);

    assertThatThrownBy(() -> token.interruptible(wakeUps::incrementAndGet))
        .isInstanceOf(CallCancelledException.class);

    assertThat(wakeUps).hasValue(0);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void passesOnWhatTheCodeReturnsAndThrowsByItself() throws Exception {
    IOException own = new IOException("own");

    assertThat(token.<String>interruptible(() -> "done")).isEqualTo("done");
    assertThatThrownBy(
            () ->
                token.interruptible(
                    () -> {
                      throw own;
                    }))
        .isSameAs(own);
  }

  @Test
  void anInterruptFromElsewhereIsNotACancel() {
    assertThatThrownBy(
            () ->
                token.interruptible(
                    () -> {
                      Thread.currentThread().interrupt();
                      new CountDownLatch(1).await();
                      return null;
                    }))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void anInterruptFromElsewhereOutlivesACancelThatMeetsIt() {
    Throwable thrown =
        catchThrowable(
            () ->
                token.interruptible(
                    () -> {
                      Thread.currentThread().interrupt();
                      token.cancel(Reason.CALLER);
                      new CountDownLatch(1).await();
                      return null;
                    }));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(thrown).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void theInterruptOfACancelThatTheCodeSetsAgainIsNotLeftBehind() {
    Throwable thrown =
        catchThrowable(
            () ->
                token.interruptible(
                    () -> {
                      token.cancel(Reason.CALLER);
                      try {
                        new CountDownLatch(1).await();
                      } finally {
                        Thread.currentThread().interrupt();
                      }
                      return null;
                    }));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(thrown).isInstanceOf(CallCancelledException.class);
  }

  @Test
  void itsOwnInterruptIsNotOneFromElsewhere() throws Exception {
    RealCancellation attempt = token.part();
    LlmException timeout = LlmException.of(ErrorKind.TIMEOUT, "too slow").build();
    List<Boolean> seen = new ArrayList<>();

    attempt.interruptible(
        () -> {
          Thread me = Thread.currentThread();
          attempt.timeOut(timeout);
          seen.add(me.isInterrupted());
          seen.add(token.isInterruptedByOthers(me));
          return null;
        });
    Thread.currentThread().interrupt();
    seen.add(token.isInterruptedByOthers(Thread.currentThread()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(seen).containsExactly(true, false, true);
  }

  @Test
  void noInterruptStraysFromACancelThatComesAsTheCodeEnds() {
    for (int repeat = 0; repeat < 50 * Races.repeats(); repeat++) {
      RealCancellation raced = new RealCancellation();
      assertThat(catchThrowable(() -> raced.interruptible(() -> null))).isNull(); // undisturbed
      Thread canceller = new Thread(() -> raced.cancel(Reason.CALLER), "llmgw-test-canceller");
      Throwable unused =
          catchThrowable(
              () ->
                  raced.interruptible(
                      () -> {
                        canceller.start();
                        LockSupport.parkNanos(20_000);
                        return null;
                      }));
      boolean stray = Thread.interrupted();
      assertThat(catchThrowable(canceller::join)).as("joined without an interrupt").isNull();

      assertThat(stray || Thread.interrupted()).as("stray interrupt, repeat %d", repeat).isFalse();
    }
  }
}
