package io.llmgw.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract says what is wrong with a provider that breaks it, and passes one that keeps it. */
class ProviderContractTest {
  private static final LlmEvent STARTED = Started.inProcess();
  private static final LlmEvent TEXT = new TextDelta(0, "Blue light.");
  private static final LlmEvent COMPLETED = new Completed(FinishReason.STOP, Usage.ZERO);

  @Test
  void passesASoundProvider() throws Throwable {
    ContractOf contract = new ContractOf(call -> EventStreams.of(STARTED, TEXT, COMPLETED));

    contract.answersWhole();
    contract.answersAsAStream();
    contract.saysTheSameOfItselfEachTime();
    contract.ignoresAnOptionThatItDoesNotKnow();
    contract.answersManyAtOnce();
    contract.endsAStreamThatIsClosedEarly();
    contract.heedsACancelThatWasThereBefore();
    contract.keepsItsSecrets();
    for (var onTheWay : contract.heedsACancelOnTheWay().toList()) {
      onTheWay.getExecutable().execute();
    }
    for (var interrupted : contract.keepsAnInterrupt().toList()) {
      interrupted.getExecutable().execute();
    }
  }

  static Stream<Arguments> brokenAnswers() {
    return Stream.of(
        broken("must not return null", call -> null),
        broken("Started must be the first event", call -> EventStreams.of(TEXT, COMPLETED)),
        broken(
            "Started must be the first event, and no other",
            call -> EventStreams.of(STARTED, STARTED, TEXT, COMPLETED)),
        broken("must end with Completed", call -> EventStreams.of(STARTED, TEXT)),
        broken("must have content", call -> EventStreams.of(STARTED, COMPLETED)),
        broken(
            "nothing may follow Completed",
            call -> new Unbounded(STARTED, TEXT, COMPLETED, TEXT, COMPLETED)),
        broken(
            "must follow its ToolCallStarted",
            call -> EventStreams.of(STARTED, new ToolArgumentsDelta(0, "{}"), COMPLETED)),
        broken(
            "must not be answered with vectors",
            call -> EventStreams.of(STARTED, new VectorProduced(0, new float[1]), COMPLETED)),
        broken(
            "must be possible",
            call ->
                EventStreams.of(
                    STARTED,
                    TEXT,
                    new Completed(FinishReason.STOP, Usage.reported(1, Long.MAX_VALUE)))),
        broken(
            "must take back its wake-ups",
            call -> {
              call.cancellation().onCancel(() -> {});
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            }));
  }

  private static Arguments broken(String rule, Function<ProviderCall, EventStream> open) {
    return Arguments.of(rule, open);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenAnswers")
  void namesTheRuleThatAnAnswerBreaks(String rule, Function<ProviderCall, EventStream> open) {
    ContractOf contract = new ContractOf(open);

    assertThatThrownBy(contract::answersWhole)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(rule);
  }

  @Test
  void saysWhereAProviderIsThatDoesNotHeedACancel() {
    CountDownLatch never = new CountDownLatch(1);
    ContractOf contract =
        new ContractOf(
            call -> {
              awaitDeafly(never);
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            });

    for (var onTheWay : contract.heedsACancelOnTheWay().toList()) {
      assertThatThrownBy(onTheWay.getExecutable()::execute)
          .hasMessageContaining("must end within 200 ms")
          .hasMessageContaining("awaitDeafly");
    }
    never.countDown();
    Patience.until(
        "the readers to end",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("llmgw-test-reader")));
  }

  @Test
  void noticesAnInterruptThatAProviderLoses() {
    ContractOf contract =
        new ContractOf(
            call -> {
              try {
                call.time().sleep(Duration.ofSeconds(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            });

    for (var interrupted : contract.keepsAnInterrupt().toList()) {
      assertThatThrownBy(interrupted.getExecutable()::execute)
          .hasMessageContaining("an interrupt must not be lost")
          .hasMessageContaining("IllegalStateException");
    }
  }

  @Test
  void refusesExceptionsOfAProvidersOwnAfterACancel() {
    ContractOf contract =
        new ContractOf(
            call -> {
              throw new IllegalStateException("interrupted");
            });

    assertThatThrownBy(contract::heedsACancelThatWasThereBefore)
        .hasMessageContaining("must end with an LlmException or its answer");
  }

  @Test
  void noticesAStreamThatLivesOnAfterItsClose() {
    ContractOf contract = new ContractOf(call -> new Unbounded(STARTED, TEXT, COMPLETED));

    assertThatThrownBy(contract::endsAStreamThatIsClosedEarly)
        .hasMessageContaining("must throw IllegalStateException after close()");
  }

  @Test
  void endsThoughAProviderGoesOnAfterItsEnd() {
    ContractOf contract = new ContractOf(call -> new Endless(STARTED, TEXT, COMPLETED, TEXT));

    assertThatThrownBy(contract::answersWhole).hasMessageContaining("nothing may follow Completed");
    contract.keepsItsSecrets(); // which looks at what came until then
  }

  @Test
  void endsThoughAProviderHasNoEnd() {
    ContractOf contract = new ContractOf(call -> new Endless(STARTED, TEXT));

    assertThatThrownBy(contract::answersWhole).hasMessageContaining("there must be an end");
    assertThatThrownBy(contract::keepsItsSecrets).hasMessageContaining("there must be an end");
  }

  @Test
  void noticesTwoThreadsThatShareAnAnswer() {
    Queue<LlmEvent> shared = new ArrayDeque<>(List.of(STARTED, TEXT, COMPLETED));
    ContractOf contract = new ContractOf(call -> EventStreams.of(take(shared)));

    assertThatThrownBy(contract::answersManyAtOnce).isInstanceOf(AssertionError.class);
  }

  @Test
  void noticesAKeyThatIsShown() {
    ContractOf contract =
        new ContractOf(
            call -> {
              call.note("used " + call.key().secret());
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            });

    assertThatThrownBy(contract::keepsItsSecrets).hasMessageContaining("the key is shown");
  }

  @Test
  void refusesARefusalThatIsNoLlmException() {
    ContractOf contract =
        new ContractOf(
            call -> {
              throw new IllegalArgumentException(call.request().content().toString());
            });
    contract.refused = ChatRequest.of("too much");

    assertThatThrownBy(contract::refusesInTheWordsOfTheApi)
        .hasMessageContaining("must end with an LlmException");
  }

  @Test
  void noticesThreadsThatAProviderLeavesBehind() {
    CountDownLatch never = new CountDownLatch(1);
    Thread left = new Thread(() -> awaitDeafly(never), "llmgw-left");
    ContractOf contract =
        new ContractOf(
            call -> {
              if (left.getState() == Thread.State.NEW) {
                left.start();
              }
              return EventStreams.of(STARTED, TEXT, COMPLETED);
            });

    assertThatThrownBy(contract::answersWhole).hasMessageContaining("thread llmgw-left");
    never.countDown();
  }

  private static synchronized List<LlmEvent> take(Queue<LlmEvent> shared) {
    List<LlmEvent> events = List.copyOf(shared);
    shared.clear();
    return events;
  }

  private static void awaitDeafly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException e) {
        // Deaf: this is what the contract must find.
      }
    }
  }

  /** The contract of a provider that is one function. */
  private static final class ContractOf extends ProviderContract {
    private final Function<ProviderCall, EventStream> open;
    private @Nullable ChatRequest refused;

    ContractOf(Function<ProviderCall, EventStream> open) {
      this.open = open;
    }

    @Override
    protected Provider provider() {
      return new Provider() {
        @Override
        public String name() {
          return "made-up";
        }

        @Override
        public Capabilities capabilities() {
          return Capabilities.of(Capability.CHAT, Capability.STREAMING);
        }

        @Override
        public KeySource keys() {
          return caller -> List.of(ApiKey.of("main", "sk-of-the-contract"));
        }

        @Override
        public EventStream open(ProviderCall call) {
          return open.apply(call);
        }
      };
    }

    @Override
    Duration patience() {
      return Duration.ofMillis(500);
    }

    @Override
    protected @Nullable ChatRequest refusedRequest() {
      return refused;
    }
  }

  /** Goes on with its last event until it is closed. */
  private static final class Endless implements EventStream {
    private final List<LlmEvent> events;
    private int given;
    private boolean closed;

    Endless(LlmEvent... events) {
      this.events = List.of(events);
    }

    @Override
    public LlmEvent next() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return events.get(Math.min(given++, events.size() - 1));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A stream without any rules. */
  private static final class Unbounded implements EventStream {
    private final Queue<LlmEvent> events;

    Unbounded(LlmEvent... events) {
      this.events = new ArrayDeque<>(List.of(events));
    }

    @Override
    public @Nullable LlmEvent next() {
      return events.poll();
    }

    @Override
    public void close() {}
  }
}
