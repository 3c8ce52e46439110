package io.llmgw.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.Visit;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attempts that stall one after the other, of a call whose total is less than their sum. */
@Fault({"F020", "I9"})
class AttemptsAtTheDeadlineTest {
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration TOTAL = Duration.ofSeconds(25);
  private static final ChatRequest QUESTION =
      ChatRequest.of("q").with(Timeouts.attempt(ATTEMPT).total(TOTAL));

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final VirtualTime time = VirtualTime.create();
  private final Gate stall = Gate.closed();
  private final List<Long> endedNanos = new CopyOnWriteArrayList<>();

  @BeforeEach
  void setUp() {
    leaks.of(fake);
    fake.always(script -> script.waitFor(stall));
  }

  @ParameterizedTest
  @EnumSource
  void theLastOneGetsWhatIsLeftAndNoneFollows(Door door) {
    try (LlmClient llm = builder().use(new Persistent(Duration.ZERO)).build()) {
      Visit visit = door.enter(llm, QUESTION);
      stall.awaitArrivals(1);
      time.advance(ATTEMPT);
      stall.awaitArrivals(2);
      time.advance(ATTEMPT);
      stall.awaitArrivals(3);
      time.advance(Duration.ofSeconds(5).minusNanos(1));
      assertThat(visit.isDone()).isFalse();

      time.advance(Duration.ofNanos(1));

      expectDeadline(visit);
      assertThat(fake.received()).isEqualTo(3);
      assertThat(visit.await().error().attempts())
          .extracting(AttemptRecord::latency)
          .containsExactly(ATTEMPT, ATTEMPT, Duration.ofSeconds(5));
    }
  }

  @ParameterizedTest
  @EnumSource
  void noneBeginsWhenTheDeadlineFallsIntoTheWaitForIt(Door door) {
    try (LlmClient llm = builder().use(new Persistent(Duration.ofSeconds(3))).build()) {
      Visit visit = door.enter(llm, QUESTION);
      for (int attempt = 1; attempt <= 2; attempt++) {
        stall.awaitArrivals(attempt);
        time.advance(ATTEMPT);
        time.awaitSleepers(1);
        time.advance(Duration.ofSeconds(attempt == 1 ? 3 : 2));
      }

      expectDeadline(visit);
      assertThat(fake.received()).isEqualTo(2);
    }
  }

  private LlmClientBuilder builder() {
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .time(time)
        .retries(Retries.none()) // the link below is the one that tries again
        .closeGrace(Duration.ZERO);
  }

  private void expectDeadline(Visit visit) {
    LlmException error = visit.await().error();
    assertThat(error.kind()).isEqualTo(ErrorKind.TIMEOUT);
    assertThat(error).hasMessageContaining("its total of " + TOTAL);
    assertThat(endedNanos).containsExactly(TOTAL.toNanos());
  }

  /** Tries again whatever happened, ten times, and asks nobody whether it still may. */
  private final class Persistent implements Interceptor {
    private final Duration pause;

    Persistent(Duration pause) {
      this.pause = pause;
    }

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("persistent").in(Slot.CALL);
    }

    @Override
    public EventStream intercept(Chain chain) {
      LlmException last = null;
      for (int attempt = 0; attempt < 10; attempt++) {
        try {
          return chain.proceed(chain.request());
        } catch (LlmException failure) {
          last = failure;
          await(chain);
        }
      }
      endedNanos.add(time.nanos());
      throw last;
    }

    private void await(Chain chain) {
      try {
        chain.context().cancellation().interruptible(() -> sleep());
      } catch (Exception ended) {
        // by the deadline, which the next attempt is told
      }
    }

    private boolean sleep() throws InterruptedException {
      time.sleep(pause);
      return true;
    }
  }
}
