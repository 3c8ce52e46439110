package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.ContextCapture;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller who is interrupted while a provider in the same process blocks him. */
@Fault("F090")
class InterruptTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Gate blocked = Gate.closed();
  private final Gate open = Gate.closed();
  private final TapLink tap =
      TapLink.in(Slot.ATTEMPT).atOutcome(outcome -> passInterruptibly(open));
  private final InProcess model = new InProcess();
  private final LlmClient llm =
      LlmClient.builder().provider(model).defaultModel("in-process/m").use(tap).build();

  /** How a provider may block. */
  enum Blocking {
    BY_THE_TOKEN {
      @Override
      void block(ProviderCall call, Gate gate) throws Exception {
        call.cancellation()
            .interruptible(
                () -> {
                  gate.pass();
                  return true;
                });
      }
    },
    BY_ITSELF {
      @Override
      void block(ProviderCall call, Gate gate) throws Exception {
        gate.pass();
      }
    },
    /** As code does that must not throw what is checked, and forgets the flag. */
    INSIDE_ANOTHER_FAILURE {
      @Override
      void block(ProviderCall call, Gate gate) {
        try {
          gate.pass();
        } catch (InterruptedException e) {
          throw new IllegalStateException(new UncheckedIOException(new IOException(e)));
        }
      }
    };

    abstract void block(ProviderCall call, Gate gate) throws Exception;
  }

  @AfterEach
  void close() {
    open.open();
    blocked.open();
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void endsTheCallBeforeContentAndKeepsTheFlag(Blocking blocking) {
    open.open();
    model.beforeContent = call -> blocking.block(call, blocked);

    expectEndedByInterrupt(() -> llm.chat(ChatRequest.of("q")));

    assertThat(model.closedStreams).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void endsTheCallAfterContentAndKeepsTheFlag(Blocking blocking) {
    open.open();
    model.afterContent = call -> blocking.block(call, blocked);

    LlmException failure = expectEndedByInterrupt(() -> llm.chat(ChatRequest.of("q")));

    assertThat(failure.partial()).isNotNull();
    assertThat(failure.partial().text()).isEqualTo("a");
    assertThat(model.closedStreams).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void endsAStreamInTheMiddle(Blocking blocking) {
    open.open();
    model.afterContent = call -> blocking.block(call, blocked);

    expectEndedByInterrupt(
        () -> {
          try (ChatStream stream = llm.stream(ChatRequest.of("q"))) {
            return stream.response();
          }
        });
  }

  @Test
  void isNoneOfTheCallersWhereAThreadOfTheProviderWasInterrupted() {
    open.open();
    model.beforeContent =
        call -> {
          throw new IllegalStateException(new ExecutionException(new InterruptedException()));
        };

    LlmException failure =
        catchThrowableOfType(LlmException.class, () -> llm.chat(ChatRequest.of("q")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.PROTOCOL);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void endsACallThatTheTokenCancelsWithoutAnInterruptLeft() {
    open.open();
    model.afterContent = call -> Blocking.BY_THE_TOKEN.block(call, blocked);
    try (ChatStream stream = llm.stream(ChatRequest.of("q"))) {
      Aside<Boolean> reader =
          Aside.call(
              () -> {
                try {
                  stream.response();
                  throw new AssertionError("not cancelled");
                } catch (LlmException e) {
                  assertThat(e.kind()).isEqualTo(ErrorKind.CANCELLED);
                  return Thread.currentThread().isInterrupted();
                }
              });
      blocked.awaitArrivals(1);

      stream.cancel();

      assertThat(reader.get()).isFalse();
      assertThat(tap.awaitOutcome()).isInstanceOf(Outcome.Cancelled.class);
    }
  }

  @Test
  void leavesTheFlagOfACallerWhoWasInterruptedBefore() {
    open.open();

    Aside<Boolean> caller =
        Aside.call(
            () -> {
              Thread.currentThread().interrupt();
              try {
                llm.chat(ChatRequest.of("q"));
              } catch (CallCancelledException e) {
                assertThat(e.reason()).isEqualTo(Reason.CALLER); // when it took its time
              }
              return Thread.currentThread().isInterrupted();
            });

    assertThat(caller.get()).isTrue();
    assertThat(tap.outcomes()).hasSize(1);
  }

  @Test
  void givesTheFlagBackBetweenTwoReadsOfAnAnswerThatALinkHoldsBack() {
    open.open();
    try (LlmClient holding =
        LlmClient.builder()
            .provider(new InProcess())
            .defaultModel("in-process/m")
            .use(InterruptTest::wholeAnswer)
            .build()) {

      Aside<Boolean> caller =
          Aside.call(
              () -> {
                Thread.currentThread().interrupt();
                try (ChatStream stream = holding.stream(ChatRequest.of("q"))) {
                  boolean set = Thread.interrupted();
                  assertThat(stream.response().text()).isEqualTo("ab");
                  return set;
                } catch (CallCancelledException e) {
                  return Thread.interrupted(); // when it took its time
                }
              });

      assertThat(caller.get()).isTrue();
    }
  }

  @Test
  void keepsTheFlagOfAReaderWhoUnwindsAStreamThatAnotherHasCancelled() {
    open.open();
    Gate engine = Gate.closed();
    try (LlmClient slow =
        LlmClient.builder()
            .provider(new InProcess())
            .defaultModel("in-process/m")
            .carry(() -> () -> heldAt(engine))
            .build()) {

      Aside<Boolean> caller =
          Aside.call(
              () -> {
                try (ChatStream stream = slow.stream(ChatRequest.of("q"))) {
                  stream.next();
                  Thread.currentThread().interrupt();
                  stream.cancel();
                  engine.awaitArrivals(1); // so that the reader is the first to unwind
                  stream.next();
                  throw new AssertionError("not cancelled");
                } catch (CallCancelledException e) {
                  return Thread.currentThread().isInterrupted();
                } finally {
                  engine.open();
                }
              });

      assertThat(caller.get()).isTrue();
    }
  }

  private static ContextCapture.Restored heldAt(Gate gate) {
    passInterruptibly(gate);
    return () -> {};
  }

  private static EventStream wholeAnswer(Interceptor.Chain chain) {
    List<LlmEvent> events = new ArrayList<>();
    try (EventStream inner = chain.proceed(chain.request())) {
      for (LlmEvent event = inner.next(); event != null; event = inner.next()) {
        events.add(event);
      }
    }
    return EventStreams.of(events);
  }

  private LlmException expectEndedByInterrupt(Callable<?> call) {
    List<LlmException> failures = new ArrayList<>();
    Aside<Boolean> caller =
        Aside.call(
            () -> {
              try {
                call.call();
                throw new AssertionError("not interrupted");
              } catch (LlmException e) {
                failures.add(e);
                return Thread.currentThread().isInterrupted();
              }
            });
    blocked.awaitArrivals(1);
    caller.awaitBlockedIn("pass");

    caller.thread().interrupt();

    assertThat(caller.get()).as("the flag").isTrue();
    assertThat(tap.outcomes()).hasSize(1);
    assertThat(failures.get(0).attempts()).hasSize(1);
    return failures.get(0);
  }

  private static void passInterruptibly(Gate gate) {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a settlement was interrupted", e);
    }
  }

  private interface Step {
    void run(ProviderCall call) throws Exception;
  }

  /** A model in this process, which blocks where the test says. */
  private static final class InProcess implements Provider {
    private volatile Step beforeContent = call -> {};
    private volatile Step afterContent = call -> {};
    private int closedStreams;

    @Override
    public String name() {
      return "in-process";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.values());
    }

    @Override
    public EventStream open(ProviderCall call) {
      run(beforeContent, call);
      LlmEvent[] events = {
        Started.inProcess(),
        new TextDelta(0, "a"),
        new TextDelta(0, "b"),
        new Completed(FinishReason.STOP, Usage.UNKNOWN)
      };
      return new EventStream() {
        private int next;

        @Override
        public LlmEvent next() {
          if (next == 2) {
            run(afterContent, call);
          }
          return next == events.length ? null : events[next++];
        }

        @Override
        public void close() {
          closedStreams++;
        }
      };
    }

    private static void run(Step step, ProviderCall call) {
      try {
        step.run(call);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw LlmException.of(ErrorKind.CANCELLED, "interrupted").cause(e).build();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}
