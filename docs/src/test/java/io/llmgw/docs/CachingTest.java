package io.llmgw.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.Idempotency;
import io.llmgw.cache.ResponseCache;
import io.llmgw.cache.Semantic;
import io.llmgw.cache.SemanticReport;
import io.llmgw.observability.metrics.Metrics;
import io.llmgw.test.simulated.SimulatedProvider;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The guide's page of caching, against a server on loopback. */
class CachingTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  @Test
  void theSecondAnswerIsNotAskedFor() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start()) {
      // begin cache
      LlmClient llm =
          LlmClient.builder()
              .provider(server.provider())
              .use(ResponseCache.ofMegabytes(64))
              .defaultModel(server.model())
              .build();
      try (llm) {
        llm.prompt("Which colour has the sky?").text();
        ChatResponse again = llm.prompt("Which colour has the sky?").send();
        CacheUse use = again.served().cacheUse();
        out.println(again.served().cache() + " by " + use.target() + ", saved " + use.savedCost());
      }
      // end cache

      assertThat(server.requests()).hasSize(1);
      assertThat(printed).asString().startsWith("HIT by " + server.model());
    }
  }

  @Test
  void metricsCountWhatItDoes() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(ResponseCache.ofMegabytes(1))
                .use(Metrics.to(registry))
                .build()) {
      for (int i = 0; i < 3; i++) {
        llm.prompt("Which colour has the sky?").text();
      }
      llm.prompt("Which colour has the sky?").with(CacheControl.off()).text();
    }

    assertThat(requests(registry, "miss")).isOne();
    assertThat(requests(registry, "hit")).isEqualTo(2);
    assertThat(requests(registry, "bypass")).isOne();
    assertThat(registry.get("llmgw.cache.saved.tokens").counter().count()).isPositive();
  }

  private static double requests(SimpleMeterRegistry registry, String result) {
    return registry.get("llmgw.cache.requests").tag("result", result).counter().count();
  }

  @Test
  void callsSayHowTheyUseIt() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start();
        LlmClient llm = client(server)) {
      String question = "Which colour has the sky?";
      llm.prompt(question).text();
      // begin controls
      llm.prompt(question).with(CacheControl.refresh()).text(); // asks anew, and replaces
      llm.prompt(question).with(CacheControl.off()).text();
      llm.prompt(question).with(CacheControl.DEFAULT.maxAge(Duration.ofMinutes(5))).text();
      // end controls

      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aClientSaysHowItIsUsed() {
    // begin settings
    ResponseCache cache =
        ResponseCache.ofMegabytes(256)
            .ttl(Duration.ofMinutes(30))
            .staleIfError(Duration.ofHours(6))
            .perUser()
            .forModel("drafts", CacheControl.DEFAULT.alsoSampled());
    // end settings
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(cache)
                .build()) {
      llm.prompt("Which colour has the sky?").text();
      assertThat(cache.size()).isZero(); // no user is named, so nobody may share it
      llm.forCaller(Caller.tenant("acme").user("u-17")).prompt("Which colour has the sky?").text();
      assertThat(cache.size()).isOne();
      // begin invalidate
      cache.invalidateTenant("globex");
      cache.invalidateModel("openai/gpt-5-mini");
      cache.invalidateIf(entry -> entry.age().toDays() > 7);
      // end invalidate
      assertThat(cache.size()).isOne();
    }
  }

  @Test
  void aCallWithANameIsMadeOnce() {
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Done.").start();
        LlmClient llm = client(server)) {
      for (int i = 0; i < 2; i++) {
        // begin once
        llm.prompt("Write to the customer of order 17.")
            .temperature(0.8)
            .with(Idempotency.key("order-17").within(Duration.ofHours(1)))
            .text();
        // end once
      }

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void similarQuestionsShareAnAnswerWhereThatIsWanted() {
    // begin semantic
    ResponseCache cache =
        ResponseCache.ofMegabytes(64)
            .semantic(
                Semantic.byModel("openai/text-embedding-3-small")
                    .threshold(0.93)
                    .threshold("opening-hours", 0.88)
                    .shadow());
    // end semantic
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(cache.semantic(Semantic.lexical().threshold(0.4)))
                .build()) {
      llm.prompt("Which colour has the sky in summer?").text();
      llm.prompt("Which colour does the sky have in summer?").text();

      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void theFiguresOfSimilarQuestionsCanBeRead() {
    ResponseCache cache =
        ResponseCache.ofMegabytes(64).semantic(Semantic.lexical().threshold(0.4).shadow());
    try (SimulatedProvider server = SimulatedProvider.openAi().always("Blue.").start();
        LlmClient llm =
            LlmClient.builder()
                .provider(server.provider())
                .defaultModel(server.model())
                .use(cache)
                .build()) {
      llm.prompt("Which colour has the sky in summer?").text();
      llm.prompt("Which colour does the sky have in summer?").text();
      // begin report
      SemanticReport report = cache.semanticReport("default");
      out.printf(
          "%d of %d would be answered, %s of them wrongly, at most %s; refused: %s%n",
          report.found(),
          report.lookedUp(),
          report.falseHitRate(),
          report.falseHitRateAtMost(),
          report.vetoed());
      // end report

      assertThat(server.requests()).hasSize(2);
      assertThat(printed).asString().startsWith("1 of 2 would be answered, OptionalDouble[0.0]");
    }
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder()
        .provider(server.provider())
        .defaultModel(server.model())
        .use(ResponseCache.ofMegabytes(1))
        .build();
  }
}
