package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.OutcomeProbe;
import io.llmgw.test.Patience;
import io.llmgw.test.RecordingSubscriber;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A subscriber that blocks the thread on which it is told: it holds up nobody but itself. */
class BlockedSubscriberTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake =
      ScriptedProvider.named("fake").always(script -> script.text("light ".repeat(50), 50));
  private final OutcomeProbe probe = OutcomeProbe.in(Slot.APPLICATION);
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(probe)
          .closeGrace(Duration.ZERO)
          .build();
  private final Gate gate = Gate.closed();
  private final RecordingSubscriber<LlmEvent> subscriber =
      RecordingSubscriber.<LlmEvent>unbounded().onEachItem(item -> pass());

  @BeforeEach
  void subscribe() {
    leaks.of(fake);
    llm.prompt("Why?").publish().subscribe(subscriber);
    gate.awaitArrivals(1);
  }

  @AfterEach
  void close() {
    gate.open();
    llm.close();
  }

  @Test
  @Fault({"F086", "F157"})
  void keepsTheProviderWaitingAndLosesNothing() {
    boolean ranAhead =
        Patience.comesTrue(
            Duration.ofMillis(300), () -> fake.calls().get(0).delivered().size() > 4);
    assertThat(ranAhead).isFalse();

    gate.open();
    subscriber.awaitEnd();

    assertThat(subscriber.items()).isEqualTo(fake.calls().get(0).delivered());
    assertThat(subscriber.violations()).isEmpty();
  }

  @Test
  @Fault("F157")
  void leavesOtherCallsAlone() {
    assertThat(llm.prompt("Why?").text()).startsWith("light");

    RecordingSubscriber<LlmEvent> other = RecordingSubscriber.unbounded();
    llm.prompt("Why?").publish().subscribe(other);
    other.awaitEnd();

    assertThat(other.isCompleted()).isTrue();
    assertThat(subscriber.items()).hasSize(1);
  }

  @Test
  @Fault("F157")
  void isCancelledWhileItBlocks() {
    subscriber.cancel();

    fake.awaitNoOpenStreams();
    probe.awaitSettled();
    assertThat(probe.outcomes()).hasSize(1).first().isInstanceOf(Outcome.Cancelled.class);
    gate.open();
    llm.close();
    assertThat(subscriber.items()).hasSize(1);
    assertThat(subscriber.hasEnded()).isFalse();
  }

  private void pass() {
    try {
      gate.pass();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
