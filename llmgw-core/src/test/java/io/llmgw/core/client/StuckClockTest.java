package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host's clock takes its time where it is set. */
class StuckClockTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final Clock clock = new Clock();

  @Test
  @Fault("F092")
  void aFutureThatIsReadyWaitsForNobodyWhoSetsAClock() {
    Gate end = Gate.closed();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    fake.answers(script -> script.deafToCancel().text("a").waitFor(end));
    CancelHandle handle = new CancelHandle();
    try (LlmClient llm =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).time(clock).build()) {
      CompletableFuture<ChatResponse> answer =
          llm.cancelledBy(handle).chatAsync(ChatRequest.of("Why?"));
      end.awaitArrivals(1);
      clock.takesItsTimeFor = OpenCalls.UNWIND_PATIENCE;
      Aside<Boolean> canceller = Aside.run(handle::cancel);
      clock.inHand.awaitArrivals(1);

      end.open();

      boolean told = Patience.comesTrue(Patience.limit(), answer::isDone);
      clock.inHand.open();
      assertThat(told).isTrue();
      assertThat(canceller.get()).isTrue();
      assertThat(clock.due(OpenCalls.UNWIND_PATIENCE)).isZero();
    }
  }

  /** Virtual time with the faults that a host may give it. */
  private static final class Clock implements TimeSource {
    private final VirtualTime time = VirtualTime.create();
    private final Gate inHand = Gate.closed();
    private final List<Duration> waiting = new CopyOnWriteArrayList<>();
    private volatile Duration takesItsTimeFor = Duration.ofDays(-1);

    @Override
    public long nanos() {
      return time.nanos();
    }

    @Override
    public Instant now() {
      return time.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      time.sleep(duration);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (delay.equals(takesItsTimeFor)) {
        pass(inHand);
      }
      Scheduled scheduled = time.schedule(delay, task);
      waiting.add(delay);
      return () -> {
        waiting.remove(delay);
        scheduled.cancel();
      };
    }

    /** How many tasks were put off for so long and not called off. */
    long due(Duration delay) {
      return waiting.stream().filter(delay::equals).count();
    }

    private static void pass(Gate gate) {
      try {
        gate.pass();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
