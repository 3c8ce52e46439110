package io.llmgw.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.client.Aside;
import io.llmgw.test.Fault;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A flight whose stream meets an error of the JVM when it is closed. */
class FlightCloseTest {
  private final CountDownLatch failed = new CountDownLatch(1);
  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @Test
  @Fault("F097")
  void doesNotLeaveThoseOnBoardWaiting() throws InterruptedException {
    fake.answers(script -> script.text("x".repeat(10_000), 10_000));
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .use(new Coalescing())
            .use(new BrokenClose())
            .time(new BrokenClock())
            .build()) {
      ChatStream stream = llm.prompt("q").stream();
      failed.await();
      Aside<ChatResponse> reading = Aside.call(stream::response);

      LlmException failure = (LlmException) reading.failure();
      assertThat(failure.kind()).isEqualTo(ErrorKind.INTERCEPTOR);
      assertThat(failure)
          .hasMessage("the shared flight failed with java.lang.IllegalStateException");
      fake.awaitNoOpenStreams();
    }
  }

  /** Fails the flight while its stream is open: when it begins to wait for the slowest. */
  private final class BrokenClock extends ForwardingTime {
    BrokenClock() {
      super(VirtualTime.create());
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
      if (StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("makeRoom")))) {
        failed.countDown();
        throw new IllegalStateException("no clock");
      }
      return super.schedule(delay, task);
    }
  }

  private static final class BrokenClose implements Interceptor {
    @Override
    public LinkSpec spec() {
      return LinkSpec.named("broken").in(Slot.ATTEMPT);
    }

    @Override
    public EventStream intercept(Chain chain) {
      EventStream inner = chain.proceed(chain.request());
      return new EventStream() {
        @Override
        public @Nullable LlmEvent next() {
          return inner.next();
        }

        @Override
        public void close() {
          inner.close();
          throw new NoClassDefFoundError("in close");
        }
      };
    }
  }
}
