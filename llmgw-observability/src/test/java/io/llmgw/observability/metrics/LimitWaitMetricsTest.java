package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every wait for a limit is seen, those above all of which no attempt came. */
class LimitWaitMetricsTest {
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final VirtualTime time = VirtualTime.create();
  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final Gate gate = Gate.closed();
  private final Metrics metrics = Metrics.to(registry);
  private LlmClient llm;
  private ChatStream first;

  @BeforeEach
  void takeTheOnlyPlace() {
    fake.answers(script -> script.text("one").waitFor(gate)).always("two");
    llm =
        LlmClient.builder()
            .provider(leaks.of(fake))
            .alias("calm", Target.of("fake/m").limits(TargetLimits.perTarget().concurrency(1)))
            .defaultModel("calm")
            .retries(Retries.none())
            .closeGrace(Duration.ZERO)
            .time(time)
            .use(metrics)
            .build();
    first = llm.stream(QUESTION);
    first.next();
  }

  @AfterEach
  void close() {
    first.close();
    llm.close();
  }

  private CompletableFuture<ChatResponse> waiting() {
    CompletableFuture<ChatResponse> call = llm.chatAsync(QUESTION);
    time.awaitSleepers(1);
    return call;
  }

  @Test
  void oneThatWasForNothingIsSeen() {
    CompletableFuture<ChatResponse> call = waiting();

    time.advance(Duration.ofSeconds(10));

    Throwable failure = catchThrowableOfType(CompletionException.class, call::join).getCause();
    assertThat(failure).isInstanceOf(LlmException.class);
    assertThat(((LlmException) failure).kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertWait("false", 10);
  }

  @Test
  void oneThatWasCancelledIsSeen() {
    CompletableFuture<ChatResponse> call = waiting();
    time.advance(Duration.ofSeconds(4));

    call.cancel(true);
    time.awaitSleepers(0);

    llm.close();
    assertWait("false", 4);
  }

  @Test
  void oneThatEndedWellIsSeenOnce() {
    CompletableFuture<ChatResponse> call = waiting();
    time.advance(Duration.ofSeconds(3));

    gate.open();
    first.response();

    assertThat(call.orTimeout(30, TimeUnit.SECONDS).join().text()).isEqualTo("two");
    assertWait("true", 3);
  }

  private void assertWait(String granted, long seconds) {
    assertThat(metrics.flush(Duration.ofSeconds(30))).isTrue();
    Timer wait = registry.get("llmgw.ratelimit.wait").timer();
    assertThat(wait.getId().getTag("target")).isEqualTo("fake/m");
    assertThat(wait.getId().getTag("granted")).isEqualTo(granted);
    assertThat(wait.count()).isOne();
    assertThat(wait.totalTime(TimeUnit.SECONDS)).isEqualTo(seconds);
  }
}
