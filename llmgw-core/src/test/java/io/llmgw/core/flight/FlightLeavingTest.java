package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those on board leave one by one; the last one out ends the flight. */
@Fault("F129")
class FlightLeavingTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Coalescing coalescing = new Coalescing();
  private final VirtualTime time = VirtualTime.create();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .use(coalescing)
          .build();

  /** The ways to leave before the end. */
  enum Leave {
    CLOSE(ChatStream::close),
    CANCEL(ChatStream::cancel);

    private final Consumer<ChatStream> action;

    Leave(Consumer<ChatStream> action) {
      this.action = action;
    }
  }

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @EnumSource
  void fliesOnWithoutTheOneWhoStartedIt(Leave leave) {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    ChatStream first = open();
    try (ChatStream joiner = open()) {
      leave.action.accept(first);
      assertThat(Aside.call(first::next).failure()).isInstanceOf(RuntimeException.class);
      assertThat(coalescing.flights()).isEmpty();
      gate.open();

      assertThat(joiner.response().text()).isEqualTo("ab");
    }
    first.close();
    assertThat(coalescing.awaitFlights(1).get(0)).isInstanceOf(Outcome.Success.class);
    assertThat(fake.received()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void endsWhenTheLastOneLeaves(Leave leave) {
    fake.answers(script -> script.text("a").hang());
    ChatStream first = open();
    ChatStream second = open();

    leave.action.accept(first);
    leave.action.accept(second);

    assertThat(coalescing.awaitFlights(1))
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.CALLER));
    fake.awaitNoOpenStreams();
    first.close();
    second.close();
  }

  @Test
  void letsEachGoAtItsOwnDeadline() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    ChatStream first = llm.prompt("q").timeouts(Timeouts.total(Duration.ofSeconds(2))).stream();
    assertThat(first.text().iterator().next()).isEqualTo("a");
    Aside<ChatResponse> reader = Aside.call(first::response).awaitBlockedIn("awaitUnless");
    try (ChatStream joiner = open()) {
      time.advance(Duration.ofSeconds(2));

      LlmException timeout = (LlmException) reader.failure();
      assertThat(timeout.kind()).isEqualTo(ErrorKind.TIMEOUT);
      assertThat(timeout.partial()).isNotNull();
      assertThat(timeout.partial().text()).isEqualTo("a");
      gate.open();
      assertThat(joiner.response().text()).isEqualTo("ab");
    }
    first.close();
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void letsAJoinerGoWhileTheFirstContentIsAwaited() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate).text("a"));
    CancelHandle handle = new CancelHandle();
    Aside<String> first = Aside.call(() -> llm.prompt("q").text()).awaitBlockedIn("awaitCommit");
    Aside<String> joiner =
        Aside.call(() -> llm.prompt("q").cancelledBy(handle).text()).awaitBlockedIn("awaitCommit");

    handle.cancel();

    assertThat(joiner.failure()).isInstanceOf(CallCancelledException.class);
    gate.open();
    assertThat(first.get()).isEqualTo("a");
  }

  @Test
  void letsTheStarterGoWhileTheFirstContentIsAwaited() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.waitFor(gate).text("a"));
    CancelHandle handle = new CancelHandle();
    Aside<String> first =
        Aside.call(() -> llm.prompt("q").cancelledBy(handle).text()).awaitBlockedIn("awaitCommit");
    Aside<String> joiner = Aside.call(() -> llm.prompt("q").text()).awaitBlockedIn("awaitCommit");

    handle.cancel();

    assertThat(first.failure()).isInstanceOf(CallCancelledException.class);
    gate.open();
    assertThat(joiner.get()).isEqualTo("a");
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  void endsAFlightThatTheLastOneLeavesBeforeItsFirstContent() {
    fake.answers(script -> script.hang());
    CancelHandle handle = new CancelHandle();
    Aside<String> only =
        Aside.call(() -> llm.prompt("q").cancelledBy(handle).text()).awaitBlockedIn("awaitCommit");
    fake.awaitReceived(1);

    handle.cancel();

    assertThat(only.failure()).isInstanceOf(CallCancelledException.class);
    assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Cancelled.class);
    fake.awaitNoOpenStreams();
  }

  @Test
  void endsForAPassengerWhoIsInterrupted() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate).text("b"));
    try (ChatStream other = open()) {
      Aside<Boolean> passenger =
          Aside.call(
              () -> {
                try {
                  llm.prompt("q").text();
                  throw new AssertionError("not interrupted");
                } catch (CallCancelledException e) {
                  return Thread.currentThread().isInterrupted();
                }
              });
      passenger.awaitBlockedIn("awaitUnless");

      passenger.thread().interrupt();

      assertThat(passenger.get()).isTrue();
      gate.open();
      assertThat(other.response().text()).isEqualTo("ab");
    }
  }

  @Test
  void endsWithTheClient() {
    fake.answers(script -> script.text("a").hang());
    ChatStream first = open();
    ChatStream second = open();

    Aside<Boolean> close = Aside.run(llm::close).awaitBlockedIn("close");
    time.advance(Duration.ofSeconds(5));
    close.get();

    assertThat(coalescing.flights()).hasSize(1);
    for (ChatStream stream : new ChatStream[] {first, second}) {
      assertThat(Aside.call(stream::next).failure())
          .isInstanceOfSatisfying(
              CallCancelledException.class, e -> assertThat(e.reason()).isEqualTo(Reason.SHUTDOWN));
    }
    assertThat(fake.openStreams()).isZero();
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }
}
