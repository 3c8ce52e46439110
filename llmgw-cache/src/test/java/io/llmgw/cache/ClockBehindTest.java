package io.llmgw.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.Retries;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.test.ForwardingTime;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A clock of the host that goes back, or fails where a call is about to be made. */
class ClockBehindTest {
  private final Clock time = new Clock(VirtualTime.create());
  private final ScriptedProvider a = ScriptedProvider.named("a");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(a)
          .defaultModel("a/m")
          .retries(Retries.none())
          .time(time)
          .closeGrace(Duration.ZERO)
          .use(ResponseCache.ofMegabytes(1))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  private static final class Clock extends ForwardingTime {
    private volatile long behindNanos;
    private volatile boolean failsBeforeCalls;

    Clock(VirtualTime real) {
      super(real);
    }

    @Override
    public long nanos() {
      if (failsBeforeCalls && isBeforeCall()) {
        throw new IllegalStateException("a bug of the host");
      }
      return super.nanos() - behindNanos;
    }

    private static boolean isBeforeCall() {
      return StackWalker.getInstance()
          .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("asking")));
    }
  }

  @Test
  void aRefreshReplacesWhatWasAskedForBeforeTheClockWentBack() {
    a.answers("old").answers("new");
    llm.prompt("Why?").text();
    time.behindNanos = Duration.ofSeconds(5).toNanos();

    llm.prompt("Why?").with(CacheControl.refresh()).text();

    assertThat(llm.prompt("Why?").text()).isEqualTo("new");
    assertThat(a.received()).isEqualTo(2);
  }

  @Test
  void aCallIsAnsweredAndNotKeptWhereTheClockFailsBeforeIt() {
    a.answers("one").answers("two");
    time.failsBeforeCalls = true;

    assertThat(llm.prompt("Why?").text()).isEqualTo("one");

    time.failsBeforeCalls = false;
    assertThat(llm.prompt("Why?").send().served().cache()).isEqualTo(CacheStatus.MISS);
  }

  @Test
  void whatARefreshReplacesIsGoneTooWhereTheClockFailsBeforeIt() {
    a.answers("old").answers("new").answers("newest");
    llm.prompt("Why?").text();
    time.failsBeforeCalls = true;

    assertThat(llm.prompt("Why?").with(CacheControl.refresh()).text()).isEqualTo("new");

    time.failsBeforeCalls = false;
    assertThat(llm.prompt("Why?").text()).isEqualTo("newest");
  }

  @Test
  void vectorsAreGivenAndNotKeptWhereTheClockFailsBeforeTheCall() {
    a.answers(ScriptedVectors.of(1)).answers(ScriptedVectors.of(2));
    time.failsBeforeCalls = true;

    assertThat(llm.embed("one").vector(0)).containsExactly(3, 1);

    time.failsBeforeCalls = false;
    assertThat(llm.embed("one").vector(0)).containsExactly(3, 2);
  }
}
