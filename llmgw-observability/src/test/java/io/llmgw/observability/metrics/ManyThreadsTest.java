package io.llmgw.observability.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.llmgw.api.Caller;
import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Patience;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls of many threads at once are each in the sums, and what is made for them is made once. */
class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int CALLS = 2_000;
  private static final int A_FIFTH = CALLS / 5;
  private static final Duration LONG = Duration.ofSeconds(60);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void sumsAreExact() {
    Metrics metrics = Metrics.to(registry).tenants(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (LlmClient llm = client(metrics)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        LlmClient own = llm.forCaller(Caller.tenant("tenant-" + thread));
        all.add(CompletableFuture.runAsync(() -> callManyTimes(own, metrics), threads));
      }
      all.forEach(CompletableFuture::join);
      assertThat(metrics.flush(LONG)).isTrue();
      assertThat(registry.get("llmgw.concurrency.in_flight").tag("operation", "chat").gauge())
          .satisfies(gauge -> assertThat(gauge.value()).isZero());
    } finally {
      threads.shutdown();
    }

    assertThat(metrics.dropped()).isZero();
    for (int thread = 0; thread < THREADS; thread++) {
      String tenant = "tenant-" + thread;
      assertThat(calls("tenant", tenant)).isEqualTo(CALLS);
      assertThat(calls("tenant", tenant, "error.type", "invalid_request")).isEqualTo(A_FIFTH);
      assertThat(count("llmgw.tokens", "tenant", tenant, "kind", "input"))
          .isEqualTo(4 * A_FIFTH * 6);
      assertThat(count("llmgw.tokens", "tenant", tenant, "kind", "output"))
          .isEqualTo(4 * A_FIFTH * 100);
    }
    assertThat(calls("stream", "true")).isEqualTo(THREADS * A_FIFTH);
    assertThat(count("llmgw.attempts")).isEqualTo(THREADS * CALLS);
    assertThat(count("llmgw.attempts", "outcome", "failure")).isEqualTo(THREADS * A_FIFTH);
    assertThat(timed("gen_ai.client.operation.duration")).isEqualTo(THREADS * CALLS);
    assertThat(timed("llmgw.request.time_to_first_token")).isEqualTo(THREADS * A_FIFTH);
  }

  /** Of each five one is a stream, and one fails. */
  private static void callManyTimes(LlmClient llm, Metrics metrics) {
    for (int call = 0; call < CALLS; call++) {
      int kind = call % 5;
      if (kind == 0) {
        assertThat(catchThrowable(() -> llm.chat(ChatRequest.of("fail"))))
            .isInstanceOf(LlmException.class);
      } else if (kind == 1) {
        try (ChatStream stream = llm.stream(ChatRequest.of("Why?"))) {
          stream.forEach(event -> {});
        }
      } else {
        llm.chat(ChatRequest.of("Why?"));
      }
      if (call % 200 == 199) {
        assertThat(metrics.flush(LONG)).as("so that no record is dropped").isTrue();
      }
    }
  }

  @Test
  void metersAreBuiltOnceAndNotForEachCall() {
    AtomicInteger built = new AtomicInteger();
    Metrics metrics =
        Metrics.to(registry)
            .convention(
                new MetricsConvention() {
                  @Override
                  public @Nullable String name(Metric metric) {
                    built.incrementAndGet();
                    return metric.fullName();
                  }
                });

    try (LlmClient llm = client(metrics)) {
      llm.chat(ChatRequest.of("Why?"));
      assertThat(metrics.flush(LONG)).isTrue();
      int atFirst = built.get();
      for (int call = 0; call < 1_000; call++) {
        llm.chat(ChatRequest.of("Why?"));
      }
      assertThat(metrics.flush(LONG)).isTrue();

      assertThat(atFirst).isPositive();
      assertThat(built).hasValue(atFirst);
    }
  }

  private static LlmClient client(Metrics metrics) {
    return LlmClient.builder()
        .provider(new Plain())
        .defaultModel("plain/model")
        .closeGrace(Patience.limit())
        .use(metrics)
        .build();
  }

  private long calls(String... tags) {
    return registry.find("llmgw.request.duration").tags(tags).timers().stream()
        .mapToLong(Timer::count)
        .sum();
  }

  private long timed(String name) {
    return registry.find(name).timers().stream().mapToLong(Timer::count).sum();
  }

  private double count(String name, String... tags) {
    return registry.find(name).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** A model in this process, which refuses what asks for it. */
  private static final class Plain implements Provider {
    @Override
    public String name() {
      return "plain";
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(Capability.CHAT, Capability.STREAMING);
    }

    @Override
    public EventStream open(ProviderCall call) {
      if (call.request() instanceof ChatRequest chat
          && chat.content().messages().get(0).text().equals("fail")) {
        throw LlmException.of(ErrorKind.INVALID_REQUEST, "refused").build();
      }
      return EventStreams.of(
          Started.inProcess(),
          new TextDelta(0, "Blue light "),
          new TextDelta(0, "scatters most."),
          new Completed(FinishReason.STOP, Usage.reported(6, 100)));
    }
  }
}
