package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.Patience;
import io.llmgw.test.Races;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However a link uses the chain, the result is defined and nothing is sent twice. */
@Fault("F156")
class InterceptorMisuseTest {
  @RegisterExtension final Stage stage = new Stage();
  private final Diary diary = new Diary();

  @Test
  void proceedingWhileItSharesIsABreachAndLeavesNoFlightBehind() {
    stage.fake.always(script -> script.text("bl").hang());
    stage.use(
        TestLink.in(
            Slot.CACHE,
            chain -> chain.share(new Meddling(chain), chain.request(), diary.outcomes("flight"))));

    assertThat(stage.failure())
        .isInstanceOf(ContractBreachException.class)
        .hasMessageContaining("proceeds on two threads at once");
    Patience.until("the end of the flight", () -> !diary.of("flight").isEmpty());
    assertThat(diary.of("flight")).singleElement().asString().startsWith("flight: cancelled");
  }

  /** A key that proceeds while its flight is looked for: as another thread would. */
  private static final class Meddling {
    private final Chain chain;
    private boolean done;

    Meddling(Chain chain) {
      this.chain = chain;
    }

    @Override
    public int hashCode() {
      if (!done) {
        done = true;
        EventStream unused = chain.proceed(chain.request());
      }
      return 1;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  @Test
  void proceedingTwiceAtATimeSendsOnce() {
    stage.fake.always("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              EventStream first = chain.proceed(chain.request());
              catchThrowable(() -> chain.proceed(chain.request()));
              return first;
            }));

    assertThat(stage.failure()).isInstanceOf(ContractBreachException.class);
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void proceedingOnTwoThreadsAtOnceSendsOnce() throws Exception {
    stage.fake.always("blue");
    AtomicReference<Chain> meeting = new AtomicReference<>();
    Set<String> sent = ConcurrentHashMap.newKeySet();
    Set<String> sentAgain = ConcurrentHashMap.newKeySet();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              meeting.set(chain);
              awaitNull(meeting);
              Throwable unused = catchThrowable(() -> chain.proceed(chain.request()));
              return ownAnswer();
            }),
        TestLink.in(
            Slot.ATTEMPT,
            chain -> {
              if (!sent.add(chain.context().callId())) {
                sentAgain.add(chain.context().callId());
              }
              return chain.proceed(chain.request());
            }));
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> meet(meeting, over));

    for (int call = 0; call < 100 * Races.repeats(); call++) {
      Throwable unused = catchThrowable(stage::ask);
    }
    over.set(true);
    other.get(10, TimeUnit.SECONDS);

    assertThat(sent).isNotEmpty();
    assertThat(sentAgain).isEmpty();
  }

  /** Proceeds whenever another thread is about to do the same. */
  private static void meet(AtomicReference<Chain> meeting, AtomicBoolean over) {
    while (!over.get()) {
      Chain chain = meeting.getAndSet(null);
      if (chain == null) {
        Thread.yield();
      } else {
        Throwable unused = catchThrowable(() -> chain.proceed(chain.request()));
      }
    }
  }

  private static void awaitNull(AtomicReference<?> meeting) {
    for (int spins = 1; meeting.get() != null; spins++) {
      if (spins % 1000 == 0) {
        Thread.yield(); // the other thread may have no core to run on
      } else {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void neverProceedingSendsNothing() {
    stage.use(diary.link("outer", Slot.PROMPT), TestLink.in(Slot.CALL, chain -> ownAnswer()));

    assertThat(stage.ask().text()).isEqualTo("own");

    assertThat(stage.fake.received()).isZero();
    assertThat(diary.entries()).containsExactly("outer: success");
  }

  @Test
  void returningNullAfterItProceededSendsOnceAndLeavesNothingOpen() {
    stage.fake.always(script -> script.text("bl").hang());
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              chain.proceed(chain.request(), diary.outcomes("inner"));
              return null;
            }));

    assertThat(stage.failure()).isInstanceOf(ContractBreachException.class);

    assertThat(stage.fake.received()).isEqualTo(1);
    assertThat(stage.fake.openStreams()).isZero();
    assertThat(diary.entries()).containsExactly("inner: cancelled LEAKED");
  }

  @Test
  void proceedingOnAnotherThreadThatItWaitsForIsAllowed() {
    stage.fake.answers("blue");
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> CompletableFuture.supplyAsync(() -> chain.proceed(chain.request())).join()));

    assertThat(stage.ask().text()).isEqualTo("blue");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void proceedingOnAThreadThatItDoesNotWaitForIsEnded() throws Exception {
    stage.fake.always(script -> script.hang());
    AtomicReference<CompletableFuture<Throwable>> elsewhere = new AtomicReference<>();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              elsewhere.set(
                  CompletableFuture.supplyAsync(
                      () ->
                          catchThrowable(
                              () -> chain.proceed(chain.request(), diary.outcomes("inner")))));
              stage.fake.awaitReceived(1);
              throw new IllegalStateException("impatient");
            }));

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.INTERCEPTOR);

    assertThat(elsewhere.get().get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(diary.entries()).containsExactly("inner: cancelled LEAKED");
    assertThat(stage.fake.received()).isEqualTo(1);
  }

  @Test
  void whatIsOpenedOnAThreadThatItDoesNotWaitForIsClosed() throws Exception {
    Gate gate = Gate.closed();
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    AtomicReference<CompletableFuture<Throwable>> elsewhere = new AtomicReference<>();
    stage.use(
        TestLink.in(
            Slot.APPLICATION,
            chain -> {
              elsewhere.set(
                  CompletableFuture.supplyAsync(
                      () ->
                          catchThrowable(
                              () -> chain.proceed(chain.request(), diary.outcomes("inner")))));
              gate.awaitArrivals(1);
              return ownAnswer();
            }),
        TestLink.in(
            Slot.CALL,
            chain -> {
              Throwable unused = catchThrowable(gate::pass);
              return EventStreams.of(List.<LlmEvent>of().iterator(), () -> closed.complete(true));
            }));

    assertThat(stage.ask().text()).isEqualTo("own");
    gate.open();

    assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
    assertThat(elsewhere.get().get(10, TimeUnit.SECONDS)).isNotNull();
    assertThat(diary.entries()).containsExactly("inner: cancelled LEAKED");
  }

  @Test
  void proceedingOnAThreadThatComesTooLateSendsNothing() throws Exception {
    CompletableFuture<Void> callIsOver = new CompletableFuture<>();
    AtomicReference<CompletableFuture<Throwable>> elsewhere = new AtomicReference<>();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              elsewhere.set(
                  callIsOver.thenApplyAsync(
                      over -> catchThrowable(() -> chain.proceed(chain.request()))));
              return ownAnswer();
            }));

    stage.ask();
    callIsOver.complete(null);

    assertThat(elsewhere.get().get(10, TimeUnit.SECONDS))
        .isInstanceOf(ContractBreachException.class);
    assertThat(stage.fake.received()).isZero();
  }

  @Test
  void askingAgainAfterAFailureGivesTheSameFailure() {
    stage.fake.answers(script -> script.text("bl").fail(ErrorKind.STREAM_BROKEN));
    AtomicReference<Throwable> second = new AtomicReference<>();
    stage.use(
        TestLink.in(
            Slot.CALL,
            chain -> {
              EventStream inner = chain.proceed(chain.request());
              Throwable first =
                  catchThrowable(
                      () -> {
                        while (inner.next() != null) {
                          continue;
                        }
                      });
              second.set(catchThrowable(inner::next));
              assertThat(second.get()).isSameAs(first);
              throw TestLink.sneaky(first);
            }));

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.STREAM_BROKEN);
  }

  private static EventStream ownAnswer() {
    return EventStreams.of(
        Started.inProcess(), new TextDelta(0, "own"), new Completed(FinishReason.STOP, Usage.ZERO));
  }
}
