package io.llmgw.benchmarks.micro;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.catalog.ModelFacts;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.response.RateLimit;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetFilter;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.filter.Eligibility;
import io.llmgw.core.filter.Fitness;
import io.llmgw.core.link.Models;
import io.llmgw.core.link.TargetHealth;
import io.llmgw.core.observe.Events;
import io.llmgw.core.provider.Providers;
import io.llmgw.core.route.DefaultModels;
import io.llmgw.core.route.Planner;
import io.llmgw.core.route.Routes;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Ten targets with everything declared, required and learnt that a filter looks at, none of which
 * keeps a call out: so each target passes every filter, which takes the longest.
 */
final class TenTargets {
  static final String ROUTE = "any";

  private static final int TARGETS = 10;
  private static final ApiKey RESTING = ApiKey.of("resting", "sk-1");
  private static final ApiKey AWAKE = ApiKey.of("awake", "sk-2");
  private static final long WINDOW = 100_000;
  private static final int CONCURRENCY = 100;
  private static final int REQUESTS = 10_000;
  private static final long TOKENS = 10_000_000;
  private static final long TOKENS_LEFT = 100_000;

  private final TimeSource time = TimeSource.system();
  private final TokenEstimator estimator = TokenEstimator.create();
  private final List<Target> targets = new ArrayList<>();
  private final TargetStates states = new TargetStates(time, Chance.REAL, Events.NONE);
  private final Routes routes;
  private final Planner planner;

  /** Targets among which calls choose by this strategy. */
  TenTargets(Strategy strategy) {
    ModelCatalog catalog = ModelCatalog.empty();
    for (int i = 0; i < TARGETS; i++) {
      Target target = Route.target(PreparedProvider.NAME + "/m" + i).regions("eu").quality(2);
      targets.add(target.limits(limits()));
      catalog = catalog.withModel(facts(target, i));
    }
    Providers providers = new Providers(List.of(new PreparedProvider(Keys.of(RESTING, AWAKE))));
    Accounting accounting = new Accounting(catalog, UnknownPrice.DENY, estimator, time);
    Fitness fitness = new Fitness(providers, accounting);
    Models models = new Models(providers, Events.NONE);
    Route route = Route.balanced(strategy, targets.toArray(Route[]::new));
    this.routes =
        new Routes(
            providers,
            Map.of(ROUTE, route),
            new DefaultModels(ROUTE, Map.of()),
            new Choices(new ExpectedCost(accounting), states));
    TargetHealth health = new TargetHealth(states, models, time);
    Eligibility eligibility =
        new Eligibility(
            List.of(TargetFilter.of("house", (target, facts) -> null)),
            required(),
            fitness,
            health,
            accounting,
            states);
    this.planner = new Planner(eligibility, fitness, time, estimator, null, Chance.REAL);
    targets.forEach(target -> learn(states.of(target.ref())));
  }

  private static TargetLimits limits() {
    return TargetLimits.perKey()
        .concurrency(CONCURRENCY)
        .requestsPerMinute(REQUESTS)
        .tokensPerMinute(TOKENS);
  }

  private static ModelFacts facts(Target target, int number) {
    PriceRow price =
        PriceRow.builder("benchmark", LocalDate.EPOCH)
            .input(Integer.toString(1 + number))
            .output(Integer.toString(2 + number))
            .build();
    return ModelFacts.builder(target.ref()).maxInputTokens(WINDOW).prices(Prices.of(price)).build();
  }

  private static Requirements required() {
    return Requirements.region("eu")
        .maxTimeToFirstToken(Duration.ofSeconds(10))
        .minTokensPerSecond(1)
        .maxCost(BigDecimal.ONE, "USD");
  }

  private void learn(TargetState state) {
    long now = time.nanos();
    state.firstToken(TimeUnit.MILLISECONDS.toNanos(300), now);
    state.rest(TimeUnit.SECONDS.toNanos(2), 200, now);
    LlmException refused = LlmException.of(ErrorKind.AUTH, "refused").httpStatus(401).build();
    state.rest(refused, Reactions.standard().of(ErrorKind.AUTH), RESTING, 0, now);
    RateLimit left = new RateLimit("tokens", TOKENS, TOKENS_LEFT, Duration.ofHours(1));
    state.learn(new RateLimits(List.of(left)), AWAKE, now);
    state.committed(TimeUnit.MILLISECONDS.toNanos(300), Delivery.STREAMED);
  }

  Planner planner() {
    return planner;
  }

  Routes routes() {
    return routes;
  }

  TargetStates states() {
    return states;
  }

  TimeSource time() {
    return time;
  }
}
