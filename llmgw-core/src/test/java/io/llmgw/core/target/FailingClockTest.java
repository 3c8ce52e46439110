package io.llmgw.core.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.Patience;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A clock of the host that fails fails the call, at whichever of its readings; the probe of a half
 * open breaker and the place within the limits that the call had are there for the next one.
 */
class FailingClockTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");
  private static final int OPENED_AFTER = 5;
  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final Duration OPEN_AGAIN = Duration.ofSeconds(10); // a lost probe takes 30
  private static final int MOST_READINGS = 1_000;

  @RegisterExtension final LeakRule leaks = new LeakRule();

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Fault({"F103", "I2"})
  void keepsNothingFromTheNextCall(boolean goesOn) {
    failsAtEach(goesOn, (llm, request) -> llm.chat(request).text());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Fault({"F103", "I2"})
  void andNothingFromTheOneAfterAStream(boolean goesOn) {
    failsAtEach(
        goesOn,
        (llm, request) -> {
          try (ChatStream stream = llm.stream(request)) {
            return stream.response().text();
          }
        });
  }

  private void failsAtEach(boolean goesOn, BiFunction<LlmClient, ChatRequest, String> call) {
    int reading = 1;
    while (failsAt(reading, goesOn, call)) {
      reading++;
      assertThat(reading).isLessThan(MOST_READINGS);
    }
    assertThat(reading).as("readings of a call").isGreaterThan(10);
  }

  /** Whether a call with a probe has so many readings; the next call is answered in any case. */
  private boolean failsAt(
      int reading, boolean goesOn, BiFunction<LlmClient, ChatRequest, String> call) {
    FailingClock clock = new FailingClock(VirtualTime.skipping());
    ScriptedProvider provider = leaks.of(ScriptedProvider.named("only").always("Blue."));
    Target limited = provider.target().limits(TargetLimits.perTarget().concurrency(1));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(provider)
            .alias("limited", Route.ordered(limited))
            .defaultModel("limited")
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(clock)
            .build()) {
      for (int i = 0; i < OPENED_AFTER; i++) {
        provider.fails(ErrorKind.SERVER);
        catchThrowableOfType(LlmException.class, () -> llm.chat(QUESTION));
      }
      clock.skip(OPEN);

      clock.failAt(reading, goesOn);
      Throwable failure = catchThrowable(() -> call.apply(llm, QUESTION));
      boolean failed = clock.mend();
      clock.skip(OPEN_AGAIN); // where the provider read it, that counts as a failure of the probe

      // A stream that failed may still be read on for its usage.
      Patience.until("an answer after reading " + reading, () -> isAnswered(llm, call));
      assertThat(failed || failure == null).isTrue();
      Patience.until("no call open after reading " + reading, () -> llm.status().openCalls() == 0);
      return failed;
    }
  }

  private static boolean isAnswered(
      LlmClient llm, BiFunction<LlmClient, ChatRequest, String> call) {
    try {
      return call.apply(llm, QUESTION).equals("Blue.");
    } catch (LlmException refused) {
      assertThat(refused.kind()).isEqualTo(ErrorKind.NO_TARGET);
      return false;
    }
  }

  /** Fails at the reading that it is told, and from then on where that goes on. */
  private static final class FailingClock extends ForwardingTime {
    private static final int NEVER = Integer.MAX_VALUE;

    private final VirtualTime time;
    private final AtomicInteger left = new AtomicInteger(NEVER);
    private volatile boolean goesOn;

    FailingClock(VirtualTime time) {
      super(time);
      this.time = time;
    }

    void failAt(int reading, boolean on) {
      goesOn = on;
      left.set(reading);
    }

    /** Does not fail from now on; whether it has. */
    boolean mend() {
      return left.getAndSet(NEVER) <= 0;
    }

    void skip(Duration duration) {
      time.advance(duration);
    }

    @Override
    protected TimeSource to() {
      int now = left.decrementAndGet();
      if (now == 0 || (now < 0 && goesOn)) {
        throw new IllegalStateException("no clock");
      }
      return time;
    }
  }
}
