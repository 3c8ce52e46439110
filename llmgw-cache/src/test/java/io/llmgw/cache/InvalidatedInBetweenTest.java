package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.Retries;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.Patience;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * All is invalidated while an answer is being kept: whoever asks after that never gets it, not even
 * for a moment. The moments are those at which the keeping thread looks at the clock.
 */
class InvalidatedInBetweenTest {
  private static final int MOMENTS = 40;

  @Test
  void whatWasAskedForBeforeIsNeverGivenAfterIt() {
    int seen = 0;
    for (int moment = 1; moment <= MOMENTS; moment++) {
      seen += keep(moment) ? 1 : 0;
    }
    assertThat(seen).as("moments while it is kept").isPositive();
  }

  private static boolean keep(int moment) {
    ScriptedProvider provider = ScriptedProvider.named("a");
    ResponseCache cache = ResponseCache.ofMegabytes(1);
    Moments moments = new Moments(moment);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(provider)
            .defaultModel("a/m")
            .retries(Retries.none())
            .time(moments)
            .use(cache)
            .build()) {
      provider.answers(script -> script.text("old").run(moments::begin));
      provider.always(script -> script.text("new"));
      moments.invalidate = () -> cache.invalidateIf(entry -> true);
      moments.look = () -> llm.prompt("Why?").with(CacheControl.readOnly()).send().served().cache();

      llm.prompt("Why?").with(CacheControl.writeOnly()).send();

      assertThat(moments.found).as("moment %s", moment).doesNotContain(CacheStatus.HIT);

      return !moments.found.isEmpty();
    }
  }

  /** The system's clock, with something to do whenever one thread looks at it. */
  private static final class Moments extends ForwardingTime {
    private final int chosen;
    private volatile Thread keeper = new Thread();
    private Runnable invalidate = () -> {};
    private Supplier<CacheStatus> look = () -> CacheStatus.NONE;
    private final List<CacheStatus> found = new ArrayList<>();
    private Thread invalidator = new Thread();
    private int count;

    Moments(int chosen) {
      super(TimeSource.system());
      this.chosen = chosen;
    }

    void begin() {
      keeper = Thread.currentThread();
    }

    @Override
    public long nanos() {
      if (Thread.currentThread() == keeper && ++count >= chosen) {
        if (count == chosen) {
          invalidator = new Thread(invalidate);
          invalidator.start();
          Patience.until("it to be done, or to wait for what is kept", this::isDoneOrWaits);
        } else if (invalidator.getState() == Thread.State.TERMINATED) {
          found.add(CompletableFuture.supplyAsync(look).join());
        }
      }
      return super.nanos();
    }

    private boolean isDoneOrWaits() {
      Thread.State state = invalidator.getState();
      return state == Thread.State.TERMINATED || state == Thread.State.WAITING;
    }
  }
}
