package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What subscribers must not do to a publication. */
class PublishMisuseTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final TapLink tap = TapLink.in(Slot.APPLICATION);
  private final LlmClient llm =
      LlmClient.builder().provider(fake).defaultModel(fake.model()).use(tap).build();

  private final PrintStream console = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void watch() {
    leaks.of(fake);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setErr(console);
    llm.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesDemandThatIsNotPositive(long demand) {
    fake.answers("a");
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.withDemand(0));

    subscriber.request(demand);
    subscriber.awaitEnd();

    assertThat(subscriber.error())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("request(" + demand + ")");
    assertThat(fake.received()).isZero();
  }

  @Test
  void refusesBadDemandBetweenTwoEvents() {
    fake.answers(script -> script.text("a").text("b"));
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.withDemand(2));
    subscriber.awaitItems(2);

    subscriber.request(0);
    subscriber.awaitEnd();

    assertThat(subscriber.error()).isInstanceOf(IllegalArgumentException.class);
    expectCancelled();
  }

  @Test
  void refusesBadDemandWhileTheProviderIsAwaited() {
    Gate gate = Gate.closed();
    fake.answers(script -> script.text("a").waitFor(gate));
    RecordingSubscriber<LlmEvent> subscriber = subscribe(RecordingSubscriber.unbounded());
    gate.awaitArrivals(1);

    subscriber.request(-5);
    subscriber.awaitEnd();

    assertThat(subscriber.error()).isInstanceOf(IllegalArgumentException.class);
    expectCancelled();
  }

  @Test
  void refusesASecondSubscriberAndMakesOneCall() {
    fake.always("a");
    Flow.Publisher<LlmEvent> publisher = llm.prompt("q").publish();
    RecordingSubscriber<LlmEvent> first = RecordingSubscriber.unbounded();
    RecordingSubscriber<LlmEvent> second = RecordingSubscriber.unbounded();

    publisher.subscribe(first);
    publisher.subscribe(second);

    second.awaitEnd();
    assertThat(second.error()).isInstanceOf(IllegalStateException.class);
    assertThat(second.violations()).isEmpty();
    first.awaitEnd();
    assertThat(first.isCompleted()).isTrue();
    assertThat(fake.received()).isEqualTo(1);
  }

  @Test
  @Fault("F157")
  void endsTheCallOfASubscriberThatThrows() {
    fake.answers(script -> script.endless("x"));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();
    subscriber.onEachItem(
        event -> {
          throw new IllegalArgumentException("a bug of the subscriber");
        });

    subscribe(subscriber);

    expectCancelled();
    llm.close();
    assertThat(subscriber.items()).hasSize(1);
    assertThat(subscriber.hasEnded()).isFalse();
    expectLogged();
  }

  @Test
  @Fault("F157")
  void outlivesASubscriberThatThrowsAtTheEnd() {
    fake.answers(script -> script.text("a").fail(ErrorKind.SERVER));
    RecordingSubscriber<LlmEvent> subscriber = RecordingSubscriber.unbounded();
    subscriber.onEnd(
        failure -> {
          throw new IllegalArgumentException("a bug of the subscriber");
        });

    subscribe(subscriber);

    tap.awaitOutcome();
    assertThat(llmAnswers("still there")).isEqualTo("still there");
    llm.close();
    expectLogged();
  }

  private void expectLogged() {
    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("a subscriber failed with java.lang.IllegalArgumentException")
        .doesNotContain("a bug of the subscriber");
  }

  private String llmAnswers(String text) {
    fake.answers(text);
    return llm.prompt("q").text();
  }

  private RecordingSubscriber<LlmEvent> subscribe(RecordingSubscriber<LlmEvent> subscriber) {
    llm.prompt("q").publish().subscribe(subscriber);
    return subscriber;
  }

  private void expectCancelled() {
    assertThat(tap.awaitOutcome())
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class, it -> assertThat(it.reason()).isEqualTo(Reason.CALLER));
    fake.awaitNoOpenStreams();
    assertThat(tap.outcomes()).hasSize(1);
  }
}
