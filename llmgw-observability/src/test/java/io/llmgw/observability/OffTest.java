package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.observability.trace.Tracing;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What features cost whose registry wants nothing: counted on the thread of the call. */
class OffTest {
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 5_000;
  private static final int ROUNDS = 5;
  private static final int MOST_BYTES_OF_TRACING = 1_024;
  private static final int MOST_BYTES_OF_METRICS = 2_048;
  private static final ChatRequest QUESTION = ChatRequest.of("Why?").withModel("plain/model");

  private static ThreadMXBean threads;

  @BeforeAll
  static void needsAJvmThatCounts() {
    boolean counts =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported();
    Assumptions.assumeTrue(counts, "this JVM does not count the bytes that a thread allocates");
    threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }

  @Test
  void tracingWithoutARegistryAddsLittleToACallAndNothingToAnEvent() {
    UnaryOperator<LlmClientBuilder> tracing =
        builder -> builder.use(Tracing.of(ObservationRegistry.NOOP).capturingContent());

    assertAdded("tracing", tracing, MOST_BYTES_OF_TRACING);
  }

  @Test
  void metricsWithoutARegistryAddLittleToACallAndNothingToAnEvent() {
    UnaryOperator<LlmClientBuilder> metrics =
        builder -> builder.use(Metrics.to(new CompositeMeterRegistry()));

    assertAdded("metrics", metrics, MOST_BYTES_OF_METRICS);
  }

  private static void assertAdded(String what, UnaryOperator<LlmClientBuilder> feature, int most) {
    long few = added(feature, 20);
    long many = added(feature, 220);

    System.out.printf(
        "Allocation by %s whose registry wants nothing: %d B per call (at most %d), %.2f B per"
            + " event%n",
        what, few, most, (many - few) / 200.0);
    assertThat(few).isLessThanOrEqualTo(most);
    assertThat((many - few) / 200.0).isLessThanOrEqualTo(1);
  }

  private static long added(UnaryOperator<LlmClientBuilder> feature, int pieces) {
    return bytesPerCall(feature, pieces) - bytesPerCall(UnaryOperator.identity(), pieces);
  }

  /** The least of several rounds: what the compiler itself allocates is nobody's fault. */
  private static long bytesPerCall(UnaryOperator<LlmClientBuilder> feature, int pieces) {
    LlmClientBuilder builder = LlmClient.builder().provider(new Plain(answer(pieces)));
    try (LlmClient llm = feature.apply(builder).build()) {
      repeat(WARM_UP, llm);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(CALLS, llm);
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / CALLS);
      }
      return least;
    }
  }

  private static void repeat(int times, LlmClient llm) {
    for (int i = 0; i < times; i++) {
      llm.chat(QUESTION);
    }
  }

  private static List<LlmEvent> answer(int pieces) {
    List<LlmEvent> events = new ArrayList<>();
    events.add(Started.inProcess());
    for (int i = 0; i < pieces; i++) {
      events.add(new TextDelta(0, "Blue light scatters most. "));
    }
    events.add(new Completed(FinishReason.STOP, Usage.reported(6, 100)));
    return List.copyOf(events);
  }

  /** A model in this process. */
  private record Plain(List<LlmEvent> answer) implements Provider {
    private static final Capabilities CHAT = Capabilities.of(Capability.CHAT);

    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Capabilities capabilities() {
      return CHAT;
    }

    @Override
    public EventStream open(ProviderCall call) {
      return EventStreams.of(answer);
    }
  }
}
