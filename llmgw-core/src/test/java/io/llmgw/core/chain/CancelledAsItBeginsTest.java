package io.llmgw.core.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.CancelHandle;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.CallCancelledException;
import io.llmgw.api.request.Timeouts;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An attempt in the account is one that every link inside RETRY has seen, however it ends. */
@Fault({"I2", "F089"})
class CancelledAsItBeginsTest {
  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake").answers("never");
  private final CancelHandle handle = new CancelHandle();
  private final AtomicBoolean begins = new AtomicBoolean();
  private final AtomicInteger outer = new AtomicInteger();
  private final AtomicInteger inner = new AtomicInteger();

  @Test
  void everyLinkSeesTheAttemptThatTheErrorLists() {
    leaks.of(fake);
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .time(new CancellingClock())
            .timeouts(Timeouts.attempt(Duration.ofSeconds(9)))
            .use(
                TestLink.in(
                    Slot.CALL,
                    chain -> {
                      begins.set(true); // the next clock is that of the attempt
                      return chain.proceed(chain.request());
                    }))
            .use(counting("outer", outer))
            .use(counting("inner", inner))
            .build()) {

      CallCancelledException error =
          catchThrowableOfType(
              CallCancelledException.class, () -> llm.prompt("q").cancelledBy(handle).text());

      assertThat(error.attempts()).hasSize(1);
      assertThat(outer).hasValue(1);
      assertThat(inner).hasValue(1);
      assertThat(fake.received()).isZero();
    }
  }

  private static TestLink counting(String name, AtomicInteger count) {
    return TestLink.named(
        name,
        Slot.ATTEMPT,
        chain -> {
          count.incrementAndGet();
          return chain.proceed(chain.request());
        });
  }

  /** Cancels the call when the clock of its attempt is set: the attempt has begun by then. */
  private final class CancellingClock extends ForwardingTime {
    CancellingClock() {
      super(VirtualTime.create());
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (begins.get()) {
        handle.cancel();
      }
      return super.schedule(delay, task);
    }
  }
}
