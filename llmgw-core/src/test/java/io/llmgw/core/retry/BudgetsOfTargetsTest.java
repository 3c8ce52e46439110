package io.llmgw.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.time.SystemTime;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the repeats of many calls may cost together, at one target and at more than a client has.
 */
class BudgetsOfTargetsTest {
  private static final int RESERVE = 10;
  private static final int CALLS = 52;

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .retries(Retries.upTo(2))
          .failures(Reactions.standard().withoutBreaker())
          .time(new StandingTime())
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  @Fault("F100")
  void aFifthOfTheCallsEarnsARepeat() {
    fake.always(script -> script.fail(ErrorKind.OVERLOADED));

    assertThat(repeatsOf(CALLS, 0)).isEqualTo(RESERVE + CALLS / 5);
  }

  @Test
  void eachTargetHasABudgetOfItsOwnUpToAThousand() {
    fake.always(script -> script.fail(ErrorKind.OVERLOADED));
    int each = 0;
    for (int model = 0; model < 1_000; model++) {
      each += repeatsOf(1, model);
    }
    assertThat(each).isEqualTo(1_000);

    int further = 0;
    for (int model = 1_000; model < 1_000 + CALLS; model++) {
      further += repeatsOf(1, model);
    }

    assertThat(further).isEqualTo(RESERVE + CALLS / 5);
  }

  private int repeatsOf(int calls, int model) {
    ChatRequest question = ChatRequest.of("q").withModel("fake/m" + model);
    int repeats = 0;
    for (int call = 0; call < calls; call++) {
      LlmException failure = catchThrowableOfType(LlmException.class, () -> llm.chat(question));
      repeats += failure.attempts().size() - 1;
    }
    return repeats;
  }

  /** Time that does not pass, so that nothing is earned by it; waits are over at once. */
  private static final class StandingTime implements TimeSource {
    private final SystemTime clocks = new SystemTime();

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public void sleep(Duration duration) {}

    @Override
    public void sleep(Duration duration, CountDownLatch end) {}

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      return clocks.schedule(delay, task);
    }
  }
}
