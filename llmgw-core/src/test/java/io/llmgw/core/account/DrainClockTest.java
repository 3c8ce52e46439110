package io.llmgw.core.account;

import static io.llmgw.core.account.DrainedCalls.CAP;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.test.Door;
import io.llmgw.test.DoorResult;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clock of an answer that is read on fails. */
@Fault({"F065", "F092"})
class DrainClockTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final DrainedCalls calls = new DrainedCalls();

  @Test
  void whatIsReadOnEndsOnItsAccountThoughItsClockCannotBeStopped() {
    leaks.of(calls.fake);
    try (LlmClient llm = calls.builder().build()) {
      Gate gate = calls.halfAnAnswer();
      calls.cancelledInTheMiddle(llm, Door.CHAT, gate).await();
      calls.time.awaitDueIn(CAP);
      calls.clock.keepTasks();

      gate.open();

      calls.assertReported();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Door.class,
      names = {"CHAT", "STREAM"})
  void whatNoClockCanBeSetForIsNotReadOn(Door door) {
    leaks.of(calls.fake);
    try (LlmClient llm = calls.builder().build()) {
      Gate gate = calls.halfAnAnswer();
      calls.clock.failIn("left");

      DoorResult result = calls.cancelledInTheMiddle(llm, door, gate).await();

      assertThat(result.ending()).isEqualTo(DoorResult.Ending.CANCELLED);
      calls.assertEstimated();
      assertThat(calls.clock.failures()).isPositive();
      calls.fake.awaitNoOpenStreams();
    }
  }
}
