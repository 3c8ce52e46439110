package io.llmgw.test;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.content.Message;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.DoorResult.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for every call, by whichever {@link Door} it comes, whatever policies stand in its way
 * and whatever answers. A test of a policy extends this and adds the policy, a test over HTTP names
 * the {@link Upstream}; each scenario then runs through each door. Needs an engine on the class
 * path, and {@code junit-jupiter-api}.
 *
 * <pre>{@code
 * class HouseRulesContractTest extends EntryPointContract {
 *   @Override protected void configure(LlmClientBuilder client) {
 *     client.use(new HouseRules());
 *   }
 * }
 * }</pre>
 *
 * <p>Each scenario asserts what the caller is told, that one outcome of the same kind passed the
 * slot {@code APPLICATION}, that the provider was asked once at most (a policy may answer itself),
 * and that nothing is left behind.
 */
public abstract class EntryPointContract {
  /** What the provider says in the scenarios that succeed. */
  protected static final String ANSWER = "Blue light scatters most.";

  /** For implementations. */
  protected EntryPointContract() {}

  /**
   * Adds the policy under test. Provider, default model and the grace of {@code close} are set
   * already.
   */
  protected abstract void configure(LlmClientBuilder client);

  /** What is called, a new one each time; default {@link Upstream#scripted()}. */
  protected Upstream upstream() {
    return Upstream.scripted();
  }

  /** What is asked; default one question without a model. */
  protected ChatRequest request() {
    return ChatRequest.of("Why is the sky blue?");
  }

  /** What a caller reads when the provider says {@link #ANSWER}; default the same. */
  protected String expectedText() {
    return ANSWER;
  }

  /** An answer that arrives in pieces reaches the caller whole. */
  @TestFactory
  Stream<DynamicTest> success() {
    return throughEachDoor(
        stage -> {
          stage.upstream.answers(ANSWER);

          DoorResult result = stage.open();

          stage.expect(Ending.SUCCEEDED, null, expectedText(), result);
          expectGrammar(result);
          stage.expectOutcome(Outcome.Success.class);
        });
  }

  /** A failure before any content reaches the caller as it is. */
  @TestFactory
  Stream<DynamicTest> failureBeforeContent() {
    return throughEachDoor(
        stage -> {
          stage.upstream.failsBeforeContent();

          DoorResult result = stage.open();

          stage.expect(Ending.FAILED, ErrorKind.INVALID_REQUEST, "", result);
          stage.expectOutcome(Outcome.Failure.class);
        });
  }

  /** A failure after content is final: the caller has a part of one answer, and the error. */
  @TestFactory
  Stream<DynamicTest> failureAfterContent() {
    return throughEachDoor(
        stage -> {
          stage.upstream.failsAfterContent(ANSWER);

          DoorResult result = stage.open();

          stage.expect(Ending.FAILED, ErrorKind.STREAM_BROKEN, null, result);
          require(
              expectedText().startsWith(result.text()),
              "the text given to the caller is no prefix of the answer");
          if (stage.upstream.givesPieces(stage.door)) {
            expectDelivered(result);
          }
          stage.expectOutcome(Outcome.Failure.class);
        });
  }

  /** A cancel before the first content ends the call, and the exchange. */
  @TestFactory
  Stream<DynamicTest> cancelBeforeContent() {
    return throughEachDoor(
        stage -> {
          Gate gate = Gate.closed();
          stage.upstream.waitsBeforeContent(gate);

          Visit visit = stage.enter();
          gate.awaitArrivals(1);
          visit.cancel();

          stage.expect(Ending.CANCELLED, null, "", visit.await());
          stage.expectOutcome(Outcome.Cancelled.class);
        });
  }

  /** A cancel after the first content ends the call, and the exchange. */
  @TestFactory
  Stream<DynamicTest> cancelAfterContent() {
    return throughEachDoor(
        stage -> {
          Gate gate = Gate.closed();
          stage.upstream.waitsAfterContent(ANSWER, gate);

          Visit visit = stage.enter();
          gate.awaitArrivals(1);
          visit.cancel();

          stage.expect(Ending.CANCELLED, null, null, visit.await());
          stage.expectOutcome(Outcome.Cancelled.class);
        });
  }

  /** An interrupt of the caller before the first content ends the call, and stays with him. */
  @TestFactory
  Stream<DynamicTest> interruptBeforeContent() {
    return throughEachBlockingDoor(
        stage -> {
          Gate gate = Gate.closed();
          stage.upstream.waitsBeforeContent(gate);

          stage.expectEndOfInterrupt(gate, "");
        });
  }

  /** The same after the first content. */
  @TestFactory
  Stream<DynamicTest> interruptAfterContent() {
    return throughEachBlockingDoor(
        stage -> {
          Gate gate = Gate.closed();
          stage.upstream.waitsAfterContent(ANSWER, gate);

          stage.expectEndOfInterrupt(gate, null);
        });
  }

  /** Closing the client ends the call, and the exchange. */
  @TestFactory
  Stream<DynamicTest> closeOfTheClient() {
    return throughEachDoor(
        stage -> {
          Gate gate = Gate.closed();
          stage.upstream.waitsAfterContent(ANSWER, gate);

          Visit visit = stage.enter();
          gate.awaitArrivals(1);
          stage.client.close();

          DoorResult result = visit.await();
          require(result.ending() != Ending.SUCCEEDED, "the call must not succeed");
          stage.expectOutcome(Outcome.Cancelled.class);
          Outcome outcome = stage.probe.outcomes().get(0);
          require(
              outcome instanceof Outcome.Cancelled cancelled
                  && cancelled.reason() == Reason.SHUTDOWN,
              "expected an end by SHUTDOWN, got " + outcome);
        });
  }

  private Stream<DynamicTest> throughEachDoor(Scenario scenario) {
    return Arrays.stream(Door.values())
        .map(door -> DynamicTest.dynamicTest(door.name(), () -> run(door, scenario)));
  }

  private Stream<DynamicTest> throughEachBlockingDoor(Scenario scenario) {
    return Arrays.stream(Door.values())
        .filter(Door::isBlocking)
        .map(door -> DynamicTest.dynamicTest(door.name(), () -> run(door, scenario)));
  }

  private void run(Door door, Scenario scenario) {
    try (Leaks leaks = Leaks.watch()) {
      Upstream upstream = upstream();
      upstream.watchedBy(leaks);
      OutcomeProbe probe = OutcomeProbe.in(Slot.APPLICATION);
      LlmClientBuilder builder =
          LlmClient.builder()
              .provider(upstream.provider())
              .defaultModel(upstream.model())
              .closeGrace(Duration.ZERO)
              .use(probe);
      configure(builder);
      try (LlmClient client = builder.build()) {
        scenario.play(new Stage(door, upstream, probe, client, request()));
      }
      upstream.expectReleased();
    }
  }

  /** The error says that it came too late to be repeated, and holds what the caller was given. */
  private static void expectDelivered(DoorResult result) {
    if (!(result.error() instanceof StreamInterruptedException interrupted)) {
      throw new AssertionError("expected a StreamInterruptedException, got " + result);
    }
    Message partial = interrupted.partial();
    String delivered = partial == null ? "" : partial.text();
    require(
        delivered.startsWith(result.text()),
        "the partial answer of the error is not what the caller was given: " + result);
  }

  private static void expectGrammar(DoorResult result) {
    List<LlmEvent> events = result.events();
    if (!events.isEmpty()) {
      require(events.get(0) instanceof Started, "the first event must be Started");
      require(
          events.get(events.size() - 1) instanceof Completed, "the last event must be Completed");
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new AssertionError(message);
    }
  }

  /** One scenario, whatever the door. */
  @FunctionalInterface
  private interface Scenario {
    void play(Stage stage);
  }

  /** What a scenario plays on. */
  private record Stage(
      Door door, Upstream upstream, OutcomeProbe probe, LlmClient client, ChatRequest request) {
    DoorResult open() {
      return door.open(client, request);
    }

    Visit enter() {
      return door.enter(client, request);
    }

    /** The kind is not compared where the caller ended the call; a null text neither. */
    void expect(Ending ending, @Nullable ErrorKind kind, @Nullable String text, DoorResult result) {
      require(result.ending() == ending, "expected " + ending + ", got " + result);
      require(
          ending == Ending.CANCELLED || Objects.equals(kind, result.errorKind()),
          "expected error " + kind + ", got " + result);
      require(
          text == null || text.equals(result.text()),
          "the text given to the caller is not the expected one: " + result);
    }

    void expectEndOfInterrupt(Gate gate, @Nullable String text) {
      Visit visit = enter();
      gate.awaitArrivals(1);
      visit.interrupt();

      expect(Ending.CANCELLED, null, text, visit.await());
      require(visit.keptInterrupt(), "the interrupt of the caller is lost");
      expectOutcome(Outcome.Cancelled.class);
    }

    void expectOutcome(Class<? extends Outcome> kind) {
      probe.awaitSettled();
      upstream.awaitIdle();
      List<Outcome> outcomes = probe.outcomes();
      require(
          outcomes.size() == 1 && kind.isInstance(outcomes.get(0)),
          "expected one " + kind.getSimpleName() + ", got " + outcomes);
      require(upstream.received() <= 1, "one request at most, not " + upstream.received());
    }
  }
}
