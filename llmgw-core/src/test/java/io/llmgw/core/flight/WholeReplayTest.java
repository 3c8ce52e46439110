package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A flight that is held from its first event to its last. */
class WholeReplayTest {
  private static final int PIECES = 5_000;
  private static final Duration IDLE = Duration.ofSeconds(20);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Coalescing coalescing = new Coalescing(Replay.WHOLE);
  private final VirtualTime time = VirtualTime.create();
  private final Gate gate = Gate.closed();
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .time(time)
          .closeGrace(Duration.ZERO)
          .timeouts(Timeouts.idle(IDLE).total(Duration.ofHours(1)))
          .use(coalescing)
          .build();

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private ChatStream open() {
    return llm.prompt("q").stream();
  }

  @Test
  void isJoinedAfterMoreThanTheBufferOfAnyOther() {
    fake.answers(script -> script.text("x".repeat(PIECES), PIECES).waitFor(gate).text("end"));
    try (ChatStream first = open()) {
      for (int i = 0; i <= PIECES; i++) {
        first.next();
      }
      try (ChatStream late = open()) {
        late.next();
        gate.open();

        assertThat(late.response().text()).isEqualTo("x".repeat(PIECES) + "end");
        assertThat(late.response().served().cache()).isEqualTo(CacheStatus.JOINED);
        assertThat(first.response().text()).hasSize(PIECES + 3);
      }
    }
    assertThat(fake.received()).isOne();
  }

  @Test
  void waitsForNobodyAndCutsNobodyOff() {
    fake.answers(
        script ->
            script.text("x").waitFor(gate).text("y".repeat(2 << 20)).text("z", 1).text("end"));
    try (ChatStream slow = open();
        ChatStream fast = open()) {
      gate.open();
      assertThat(fast.response().text()).hasSize((2 << 20) + 5);
      time.advance(IDLE.multipliedBy(3));

      assertThat(slow.response().text()).isEqualTo(fast.response().text());
    }
    assertThat(coalescing.awaitFlights(1)).hasOnlyElementsOfType(Outcome.Success.class);
  }
}
