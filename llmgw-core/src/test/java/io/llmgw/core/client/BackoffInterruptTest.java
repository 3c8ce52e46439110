package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Races;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A caller who is interrupted while his call, which waits to be repeated, is ended otherwise. */
@Fault("F090")
class BackoffInterruptTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  @Test
  void keepsTheFlagWhereTheInterruptFollowsACancel() {
    for (int repeat = 0; repeat < Races.repeats(); repeat++) {
      assertThat(flagAfter((cancel, interrupt) -> inTurn(cancel, interrupt))).isTrue();
    }
  }

  @Test
  void keepsTheFlagWhereACancelFollowsTheInterrupt() {
    for (int repeat = 0; repeat < Races.repeats(); repeat++) {
      assertThat(flagAfter((cancel, interrupt) -> inTurn(interrupt, cancel))).isTrue();
    }
  }

  @Test
  void keepsTheFlagWhereBothComeAtOnce() {
    Races.repeat(
        repeat ->
            assertThat(
                    flagAfter((cancel, interrupt) -> Races.together(cancel::run, interrupt::run)))
                .isTrue());
  }

  @Test
  void hasNoFlagWhereNobodyInterrupts() {
    for (int repeat = 0; repeat < Races.repeats(); repeat++) {
      assertThat(flagAfter((cancel, interrupt) -> cancel.run())).isFalse();
    }
  }

  private static void inTurn(Runnable first, Runnable second) {
    first.run();
    second.run();
  }

  private boolean flagAfter(Ending ending) {
    VirtualTime time = VirtualTime.create();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.always((call, script) -> script.fail(ErrorKind.OVERLOADED));
    CancelHandle handle = new CancelHandle();
    AtomicBoolean ended = new AtomicBoolean();
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).time(time).build()) {
      Aside<Boolean> caller =
          Aside.call(
              () -> {
                try {
                  llm.cancelledBy(handle).chat(ChatRequest.of("Why is the sky blue?"));
                  throw new AssertionError("answered");
                } catch (CallCancelledException e) {
                  spinUntil(ended); // an interrupt that comes after the call is there anyway
                  return Thread.currentThread().isInterrupted();
                }
              });
      time.awaitSleepers(1);

      ending.end(handle::cancel, caller.thread()::interrupt);
      ended.set(true);

      return caller.get();
    }
  }

  /** Everything that waits properly would end at once with the flag set, and clear it. */
  private static void spinUntil(AtomicBoolean ended) {
    while (!ended.get()) {
      Thread.onSpinWait();
    }
  }

  /** How the call is ended. */
  @FunctionalInterface
  private interface Ending {
    void end(Runnable cancel, Runnable interrupt);
  }
}
