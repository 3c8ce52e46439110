package io.llmgw.examples.quickstart;

import io.llmgw.api.LlmClient;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.ResponseCache;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The same question twice, the second time from the cache; and another one fifty times at once. */
final class Repeated {
  private static final int AT_ONCE = 50;

  private final MeterRegistry registry;
  private final PrintStream out;

  /** Shows its calls in this registry, as the other clients of the process do. */
  Repeated(MeterRegistry registry, PrintStream out) {
    this.registry = registry;
    this.out = out;
  }

  void run() {
    try (SimulatedProvider server =
            SimulatedProvider.openAi()
                .model("gpt-5-mini")
                .always(Reply.text("Nine thousand, give or take.").pace(Duration.ofMillis(10)))
                .start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(ResponseCache.ofMegabytes(16))
                .use(Metrics.to(registry))
                .build()) {
      for (int i = 0; i < 2; i++) {
        print(llm.prompt("How many kinds of birds are there?").send());
      }
      int before = server.requests().size();
      List<CompletableFuture<ChatResponse>> asked =
          IntStream.range(0, AT_ONCE)
              .mapToObj(i -> llm.prompt("And how many kinds of ants?").async())
              .toList();
      long answers = asked.stream().map(CompletableFuture::join).distinct().count();
      int requests = server.requests().size() - before;
      out.printf("  %d calls at once: %d answers, %d request%n", AT_ONCE, answers, requests);
    }
  }

  private void print(ChatResponse response) {
    CacheUse use = Objects.requireNonNull(response.served().cacheUse());
    out.printf(
        "  %s: %s, cost %s; saved %s + %s tokens, %s%n",
        response.served().cache(),
        response.text(),
        response.served().cost(),
        use.savedUsage().inputTokens(),
        use.savedUsage().outputTokens(),
        use.savedCost()
            + (use.savedTime() == null ? "" : " and " + use.savedTime().toMillis() + " ms"));
  }
}
