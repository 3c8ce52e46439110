package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Operation;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.time.TimeSource;
import io.llmgw.test.Gate;
import io.llmgw.test.LeakRule;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What hangs is seen while it does, though nothing of it has ended yet. */
class HangMetricsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Metrics metrics = Metrics.to(registry);

  @Test
  void theFirstCallsAreSeenAtTheTargetWhereTheyHang() {
    Gate gate = Gate.closed();
    ScriptedProvider fake = leaks.of(ScriptedProvider.named("fake"));
    for (int call = 0; call < 3; call++) {
      fake.answers(script -> script.waitFor(gate).text("blue"));
    }
    try (LlmClient llm =
        LlmClient.builder()
            .provider(fake)
            .defaultModel(fake.model())
            .closeGrace(Duration.ZERO)
            .time(VirtualTime.create())
            .use(metrics)
            .build()) {
      List<CompletableFuture<ChatResponse>> calls = new ArrayList<>();
      for (int call = 0; call < 3; call++) {
        calls.add(llm.chatAsync(ChatRequest.of("Why is the sky blue?")));
      }
      gate.awaitArrivals(3);
      assertThat(metrics.flush(LONG)).isTrue();

      assertThat(value("llmgw.attempts.in_flight", "target", fake.model())).isEqualTo(3);
      assertThat(value("llmgw.concurrency.in_flight", "operation", "chat")).isEqualTo(3);

      gate.open();
      calls.forEach(CompletableFuture::join);
      assertThat(value("llmgw.attempts.in_flight", "target", fake.model())).isZero();
    }
    assertThat(registry.find("llmgw.attempts.in_flight").gauges()).isEmpty();
  }

  @Test
  void aCallIsSeenThatHasComeToNoAttemptYet() {
    MetricsObserver observer = observer(metrics);

    Ending.begin(observer, Operation.CHAT);
    assertThat(metrics.flush(LONG)).isTrue();

    assertThat(value("llmgw.concurrency.in_flight", "operation", "chat")).isOne();
    assertThat(registry.find("llmgw.attempts.in_flight").gauges()).isEmpty();
    metrics.close();
  }

  @Test
  void targetsWithoutSeriesOfTheirOwnAreSeenTogether() {
    Metrics few = Metrics.to(registry).models(1);
    MetricsObserver observer = observer(few);

    Ending.beginAttempt(observer, "p/first");
    assertThat(few.flush(LONG)).isTrue();
    assertThat(value("llmgw.attempts.in_flight", "target", "other"))
        .as("nobody has answered by any name yet")
        .isOne();
    Ending.of(observer, "p/first", "tenant");
    Ending.beginAttempt(observer, "p/second");
    Ending.beginAttempt(observer, "p/third");
    Ending.beginAttempt(observer, "p/first");
    assertThat(few.flush(LONG)).isTrue();

    assertThat(value("llmgw.attempts.in_flight", "target", "p/first")).isEqualTo(2);
    assertThat(value("llmgw.attempts.in_flight", "target", "other")).isEqualTo(2);
    few.close();
  }

  private static MetricsObserver observer(Metrics metrics) {
    return (MetricsObserver) metrics.observers(TimeSource.system()).get(0);
  }

  private double value(String name, String... tags) {
    return registry.get(name).tags(tags).gauge().value();
  }
}
