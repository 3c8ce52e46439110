package io.llmgw.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.llmgw.api.ChatStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What features cost whose registry wants nothing: counted on the thread of the call. */
class OffTest {
  private static final int ROUNDS = 5;
  private static final int MOST_BYTES_OF_TRACING = 1_024;
  private static final int MOST_BYTES_OF_METRICS = 2_048;
  private static final ChatRequest QUESTION = ChatRequest.of("Why?").withModel("plain/model");

  private static ThreadMXBean threads;
  private static long piecesRead;

  @BeforeAll
  static void needsAJvmThatCounts() {
    boolean counts =
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported();
    Assumptions.assumeTrue(counts, "this JVM does not count the bytes that a thread allocates");
    threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }

  /** How answers are read: whole, or piece by piece, which takes longer. */
  private enum Way {
    CHAT(20_000, 5_000) {
      @Override
      void call(LlmClient llm) {
        llm.chat(QUESTION);
      }
    },
    STREAM(4_000, 1_000) {
      @Override
      void call(LlmClient llm) {
        try (ChatStream stream = llm.stream(QUESTION)) {
          while (stream.next() != null) {
            piecesRead++;
          }
        }
      }
    };

    private final int warmUp;
    private final int calls;

    Way(int warmUp, int calls) {
      this.warmUp = warmUp;
      this.calls = calls;
    }

    abstract void call(LlmClient llm);

    void repeat(int times, LlmClient llm) {
      for (int i = 0; i < times; i++) {
        call(llm);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tracingWithoutARegistryAddsLittleToACallAndNothingToAnEvent(Way way) {
    UnaryOperator<LlmClientBuilder> tracing =
        builder -> builder.use(Tracing.of(ObservationRegistry.NOOP).capturingContent());

    assertAdded("tracing", tracing, MOST_BYTES_OF_TRACING, way);
  }

  @ParameterizedTest
  @EnumSource
  void metricsWithoutARegistryAddLittleToACallAndNothingToAnEvent(Way way) {
    UnaryOperator<LlmClientBuilder> metrics =
        builder -> builder.use(Metrics.to(new CompositeMeterRegistry()));

    assertAdded("metrics", metrics, MOST_BYTES_OF_METRICS, way);
  }

  private static void assertAdded(
      String what, UnaryOperator<LlmClientBuilder> feature, int most, Way way) {
    long few = added(feature, 20, way);
    long many = added(feature, 220, way);

    System.out.printf(
        "Allocation by %s whose registry wants nothing: %d B per %s (at most %d), %.2f B per"
            + " event%n",
        what, few, way, most, (many - few) / 200.0);
    assertThat(few).isLessThanOrEqualTo(most);
    assertThat((many - few) / 200.0).isLessThanOrEqualTo(1);
  }

  private static long added(UnaryOperator<LlmClientBuilder> feature, int pieces, Way way) {
    return bytesPerCall(feature, pieces, way) - bytesPerCall(UnaryOperator.identity(), pieces, way);
  }

  /** The least of several rounds: what the compiler itself allocates is nobody's fault. */
  private static long bytesPerCall(UnaryOperator<LlmClientBuilder> feature, int pieces, Way way) {
    LlmClientBuilder builder = LlmClient.builder().provider(new Plain(answer(pieces)));
    try (LlmClient llm = feature.apply(builder).build()) {
      way.repeat(way.warmUp, llm);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        way.repeat(way.calls, llm);
        least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / way.calls);
      }
      return least;
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
