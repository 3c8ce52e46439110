package io.llmgw.examples.dashboard;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.ResponseCache;
import io.llmgw.observability.metrics.Metrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Calls as a service makes them, in rounds: good ones, and when the providers are in trouble also
 * such as fail, are tried again, go elsewhere, are hedged, cost too much, break off or are
 * forgotten.
 */
final class Traffic implements AutoCloseable {
  /** What a request asks for whose answer is dear. */
  static final String LONG_REPORT = "a very long report";

  /** What a request asks for whose answer breaks off. */
  static final String LONG_STORY = "the whole story";

  private final Providers providers = new Providers();
  private final Metrics metrics;
  private final LlmClient llm;
  private final AtomicInteger failures = new AtomicInteger();
  private boolean inTrouble;
  private int rounds;

  Traffic(MeterRegistry registry) {
    metrics = Metrics.to(registry);
    Route patient =
        Target.of(providers.localModel()).limits(TargetLimits.perTarget().concurrency(1));
    LlmClientBuilder builder =
        LlmClient.builder()
            .alias(
                "smart",
                Route.ordered(
                    Route.of(providers.anthropicModel()), Route.of(providers.openAiModel())))
            .alias("fast", Route.ordered(patient, Route.of(providers.openAiModel())))
            .alias("house", patient)
            .defaultModel("smart")
            .defaultEmbeddingModel("openai/text-embedding-3-small")
            .use(ResponseCache.ofMegabytes(1).with(CacheControl.off()))
            .use(Redaction.of(EntitySets.CONTACT))
            .use(metrics);
    providers.all().forEach(builder::provider);
    llm = builder.build();
  }

  /** From now on the providers are in trouble, or well again. */
  void setInTrouble(boolean trouble) {
    inTrouble = trouble;
    providers.setInTrouble(trouble);
  }

  /** Waits until the registry has all of it. */
  boolean flush(Duration atMost) {
    return metrics.flush(atMost);
  }

  /** Makes some calls of each sort. */
  void round() {
    isAskedAgain();
    if (inTrouble) {
      badRound();
    } else {
      goodRound();
    }
  }

  /** A question with personal data, which is new in each round, and then is not. */
  private void isAskedAgain() {
    String question = "Mail tide table %d to ada@example.com?".formatted(++rounds);
    CacheControl cached = CacheControl.DEFAULT.use(CacheControl.Use.ON);
    for (int i = 0; i < 2; i++) {
      attempt(() -> llm.prompt(question).model(providers.mistralModel()).with(cached).text());
    }
  }

  private void goodRound() {
    for (int i = 0; i < 3; i++) {
      ask("When is high tide?", "smart");
      ask("When is low tide?", providers.openAiModel());
    }
    read("Tell me of the tide.", "smart");
    story();
    attempt(() -> llm.embed("tide", "moon"));
  }

  private void badRound() {
    goesElsewhere();
    isTriedAgain();
    isHedged();
    waitsForItsTurn();
    breaksOff();
    isCancelled();
    isForgotten();
    ask("Write " + LONG_REPORT + " on tides.", providers.openAiModel());
    hasNowhereToGo();
  }

  /** The first provider is down: the second one answers where there is one. */
  private void goesElsewhere() {
    List<String> models = List.of("smart", "smart", providers.anthropicModel());
    for (String model : models) {
      attempt(() -> llm.prompt("When is high tide?").model(model).with(Retries.none()).text());
    }
  }

  private void isTriedAgain() {
    for (int i = 0; i < 8; i++) {
      ask("When is low tide?", providers.openAiModel());
    }
  }

  private void isHedged() {
    Hedging soon = Hedging.after(Duration.ofMillis(100)).share(1);
    attempt(() -> llm.prompt("When is high tide?").model("fast").with(soon).text());
  }

  /** Two at once, where one is allowed, and where there is one connection. */
  private void waitsForItsTurn() {
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> ask("One?", "house"));
    ask("Two?", "house");
    other.join();
    other = CompletableFuture.runAsync(this::story);
    story();
    other.join();
  }

  private void story() {
    read("Tell me of the tide.", providers.mistralModel());
  }

  private void breaksOff() {
    read("Tell me " + LONG_STORY + " of the tide.", providers.mistralModel());
  }

  private void isCancelled() {
    attempt(
        () -> {
          try (ChatStream stream = llm.prompt("Go on?").model(providers.openAiModel()).stream()) {
            stream.text().iterator().next();
          }
        });
  }

  /** A mistake: nobody closes this stream. */
  private void isForgotten() {
    attempt(() -> llm.prompt("Anybody?").model(providers.openAiModel()).stream().next());
  }

  private void hasNowhereToGo() {
    Requirements cold = Requirements.region("antarctica");
    attempt(() -> llm.prompt("When is high tide?").model("house").with(cold).text());
  }

  private void ask(String question, String model) {
    attempt(() -> llm.prompt(question).model(model).text());
  }

  private void read(String question, String model) {
    attempt(() -> readAll(llm.prompt(question).model(model).stream()));
  }

  private static void readAll(ChatStream opened) {
    try (ChatStream stream = opened) {
      Iterator<String> pieces = stream.text().iterator();
      while (pieces.hasNext()) {
        pieces.next();
      }
    }
  }

  /** A call that may fail: what became of it is for the metrics to say. */
  private void attempt(Runnable call) {
    try {
      call.run();
    } catch (LlmException e) {
      failures.incrementAndGet();
    }
  }

  /** How many calls have failed so far. */
  int failures() {
    return failures.get();
  }

  @Override
  public void close() {
    llm.close();
    providers.close();
  }
}
