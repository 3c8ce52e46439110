package io.llmgw.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.TargetFilter;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.tokens.EstimateError;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.scripted.ScriptedProvider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A decision among many targets looks at no more than it needs. */
class DecisionEffortTest {
  private static final int TARGETS = 10;
  private static final ChatRequest QUESTION = ChatRequest.of("Why is the sky blue?");

  private final Reading estimator = new Reading();
  private final Set<ModelRef> filtered = new HashSet<>();

  @Test
  void aPromptIsReadOnceForAllTargets() {
    ModelCatalog catalog = ModelCatalog.empty();
    for (int i = 0; i < TARGETS; i++) {
      catalog = catalog.withPrice("a/m" + i, price(i));
    }
    Requirements cheap = Requirements.none().maxCost(BigDecimal.ONE, "USD");
    try (LlmClient llm = client(Strategy.cheapest(), catalog, cheap)) {
      llm.chat(QUESTION);

      assertThat(estimator.requests)
          .as("by the plan, of ten targets, and by the attempt for its grant")
          .hasValue(2);
    }
  }

  @Test
  void theFasterOfTwoHoldsTwoToTheFilters() {
    try (LlmClient llm = client(Strategy.fastest(), ModelCatalog.empty(), Requirements.none())) {
      llm.chat(QUESTION);

      assertThat(filtered).hasSize(2);
    }
  }

  private LlmClient client(Strategy strategy, ModelCatalog catalog, Requirements requirements) {
    Route[] targets =
        IntStream.range(0, TARGETS)
            .mapToObj(i -> Route.target("a/m" + i).limits(limits()))
            .toArray(Route[]::new);
    ScriptedProvider provider = ScriptedProvider.named("a");
    provider.always("Blue");
    TargetFilter watch =
        TargetFilter.of(
            "watch",
            (target, facts) -> {
              filtered.add(target.ref());
              return null;
            });
    return LlmClient.builder()
        .provider(provider)
        .catalog(catalog)
        .tokenEstimator(estimator)
        .routing(Routing.DEFAULT.requirements(requirements).filter(watch))
        .alias("smart", Route.balanced(strategy, targets))
        .defaultModel("smart")
        .build();
  }

  private static TargetLimits limits() {
    return TargetLimits.perTarget().tokensPerMinute(1_000_000);
  }

  private static PriceRow price(int number) {
    return PriceRow.builder("test", LocalDate.EPOCH)
        .input(Integer.toString(number + 1))
        .output("1")
        .build();
  }

  /** Counts the requests that it is given to read. */
  private static final class Reading implements TokenEstimator {
    private final AtomicInteger requests = new AtomicInteger();

    @Override
    public long inputTokens(LlmRequest<?> request, ModelRef model) {
      requests.incrementAndGet();
      return 1;
    }

    @Override
    public ToLongFunction<ModelRef> inputTokensOf(LlmRequest<?> request) {
      requests.incrementAndGet();
      return model -> 1;
    }

    @Override
    public long outputTokens(TextTally written, ModelRef model) {
      return 0;
    }

    @Override
    public void learn(LlmRequest<?> request, ModelRef model, Usage reported) {}

    @Override
    public EstimateError error(ModelRef model) {
      return TokenEstimator.create().error(model);
    }
  }
}
