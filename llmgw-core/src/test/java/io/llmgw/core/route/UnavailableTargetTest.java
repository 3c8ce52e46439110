package io.llmgw.core.route;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.core.breaker.Shut;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.choice.TargetStatistics;
import io.llmgw.core.filter.Eligibility;
import io.llmgw.core.filter.Fitness;
import io.llmgw.core.filter.TargetCondition;
import io.llmgw.core.filter.Unavailable;
import io.llmgw.core.provider.Providers;
import io.llmgw.test.Fault;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A target that is cooling down is passed over, and a call without any says when to come again. */
class UnavailableTargetTest {
  private static final ChatRequest QUESTION = ChatRequest.of("q");

  private final VirtualTime time = VirtualTime.create();
  private final Instant now = time.now();

  @Test
  void passesOverATargetThatIsNotWell() {
    Plan plan = plan(ordered(target("a/m"), target("a/n")), down(Map.of("a/m", 5)));

    Candidate first = plan.next();

    assertThat(first).isNotNull();
    assertThat(first.target()).isEqualTo(target("a/n"));
    assertThat(plan.next()).isNull();
    assertThat(plan.skipped()).containsExactly(new Plan.Skip("a/m", "is cooling down"));
  }

  @Test
  @Fault("F106")
  void aCallWithoutATargetSaysWhenTheFirstIsBack() {
    Map<String, Integer> seconds = Map.of("a/m", 40, "a/n", 7);
    Plan plan = plan(ordered(target("a/m"), target("a/n")), down(seconds));
    assertThat(plan.next()).isNull();

    LlmException failure = planner(down(seconds)).noTarget("smart", plan);

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure.isRetryable()).isTrue();
    assertThat(failure)
        .hasMessage(
            "no target of 'smart' can take the call: a/m is cooling down; a/n is cooling down;"
                + " try again at "
                + now.plusSeconds(7));
  }

  @Test
  void whereNoneIsWellTheFirstThatIsWorthAWaitIsTheLastResort() {
    TargetCondition condition =
        (target, caller, parentCall, request) -> {
          Duration wait = Duration.ofSeconds(target.model().equals("m") ? 8 : 3);
          return new Unavailable(ErrorKind.RATE_LIMIT, "rests", now.plus(wait), wait);
        };
    Plan plan = plan(ordered(target("a/m"), target("a/n")), condition);

    Candidate last = plan.next();

    assertThat(last).isNotNull();
    assertThat(last.target()).isEqualTo(target("a/n"));
    assertThat(plan.next()).isNull();
  }

  @Test
  void ofTwoThatAreWorthTheSameWaitItIsTheFirst() {
    TargetCondition condition =
        (target, caller, parentCall, request) ->
            new Unavailable(
                ErrorKind.RATE_LIMIT, "rests", now.plusSeconds(3), Duration.ofSeconds(3));
    Plan plan = plan(ordered(target("a/m"), target("a/n")), condition);

    assertThat(plan.next()).isNotNull().returns(target("a/m"), Candidate::target);
  }

  @Test
  void whatHasGoneDownMeanwhileIsPassedOverWhenItsTurnComes() {
    Map<String, Integer> seconds = new HashMap<>();
    Route turns = Route.balanced(Strategy.leastInFlight(), target("a/m"), target("a/n"));
    Plan plan = plan(turns, down(seconds));
    Candidate first = plan.next();
    assertThat(first).isNotNull();
    seconds.put("a/m", 5);
    seconds.put("a/n", 5);

    assertThat(plan.next()).isNull();
    assertThat(plan.skipped()).hasSize(1);
  }

  @Test
  void soIsWhatWasLookedAtWhenTheFirstWasChosen() {
    Map<String, Integer> seconds = new HashMap<>();
    Route turns =
        Route.balanced(
            Strategy.leastInFlight(),
            ordered(target("a/m"), target("a/n")),
            ordered(target("a/o"), target("a/p")));
    Plan plan = plan(turns, down(seconds));
    assertThat(plan.next()).isNotNull();
    List.of("a/m", "a/n", "a/o", "a/p").forEach(target -> seconds.put(target, 5));

    assertThat(plan.next()).isNull();
    assertThat(plan.skipped()).hasSize(3);
  }

  /** A breaker may open while a call is on its way to the target. */
  @Test
  void afterOneThatWasFoundShutThoseThatWereBusyAreLookedAtAgain() {
    Map<String, Integer> waits = new HashMap<>(Map.of("a/m", 8, "a/n", 3));
    Plan plan = plan(ordered(target("a/m"), target("a/n"), target("a/o")), worthAWait(waits));
    Candidate shut = taken(plan, "a/o");

    waits.remove("a/m");
    Candidate next = plan.nextAfterShut(shut, null);

    assertThat(next).isNotNull().returns(target("a/m"), Candidate::target);
    assertThat(plan.skipped()).contains(new Plan.Skip("a/o", Shut.IN_WORDS));
  }

  @Test
  void andTheOneWithTheShortestWaitIsTheLastResort() {
    Map<String, Integer> waits = Map.of("a/m", 8, "a/n", 3);
    Plan plan = plan(ordered(target("a/m"), target("a/n"), target("a/o")), worthAWait(waits));

    Candidate next = plan.nextAfterShut(taken(plan, "a/o"), null);

    assertThat(next).isNotNull().returns(target("a/n"), Candidate::target);
  }

  @Test
  void eachIsLookedAtAgainOnce() {
    Map<String, Integer> waits = new HashMap<>(Map.of("a/m", 8, "a/n", 3));
    Plan plan = plan(ordered(target("a/m"), target("a/n"), target("a/o")), worthAWait(waits));
    Candidate first = taken(plan, "a/o");
    waits.clear();
    Candidate second = plan.nextAfterShut(first, null);
    assertThat(second).isNotNull().returns(target("a/m"), Candidate::target);

    assertThat(plan.nextAfterShut(second, null)).isNotNull();
    assertThat(plan.next()).isNull();
    assertThat(plan.skipped()).extracting(Plan.Skip::reason).doesNotContain("was asked already");
  }

  @Test
  void whoeverStoodInLineForOneThatWasFoundShutStandsInNoSecondLine() {
    Map<String, Integer> waits = Map.of("a/m", 3, "a/n", 8);
    Plan plan = plan(ordered(target("a/m"), target("a/n")), worthAWait(waits));
    Candidate shut = taken(plan, "a/m"); // as the last resort: it is full

    assertThat(plan.nextAfterShut(shut, null)).isNull();
    assertThat(plan.skipped())
        .containsExactly(new Plan.Skip("a/m", "is full"), new Plan.Skip("a/n", "is full"));
  }

  private static Candidate taken(Plan plan, String target) {
    Candidate candidate = plan.next();
    assertThat(candidate).isNotNull().returns(target(target), Candidate::target);
    return candidate;
  }

  private TargetCondition worthAWait(Map<String, Integer> seconds) {
    return (target, caller, parentCall, request) -> {
      Integer left = seconds.get(target.toString());
      Duration wait = left == null ? null : Duration.ofSeconds(left);
      return wait == null
          ? null
          : new Unavailable(ErrorKind.RATE_LIMIT, "is full", now.plus(wait), wait);
    };
  }

  private TargetCondition down(Map<String, Integer> seconds) {
    return (target, caller, parentCall, request) -> {
      Integer left = seconds.get(target.toString());
      return left == null
          ? null
          : new Unavailable(ErrorKind.RATE_LIMIT, "is cooling down", now.plusSeconds(left), null);
    };
  }

  private Plan plan(Route route, TargetCondition condition) {
    Providers providers = providers();
    Choices choices = new Choices(new ExpectedCost(accounting()), TargetStatistics.NONE);
    Routes routes =
        new Routes(
            providers, Map.of("smart", route), new DefaultModels("smart", Map.of()), choices);
    return planner(condition).explain(routes.resolve(QUESTION), QUESTION, Caller.ANONYMOUS);
  }

  private Planner planner(TargetCondition condition) {
    Fitness fitness = new Fitness(providers(), accounting());
    Eligibility eligibility =
        new Eligibility(
            List.of(),
            Requirements.none(),
            fitness,
            condition,
            accounting(),
            TargetStatistics.NONE);
    return new Planner(eligibility, fitness, time, TokenEstimator.create(), null, Chance.of(1L));
  }

  private Accounting accounting() {
    return new Accounting(ModelCatalog.empty(), UnknownPrice.ALLOW, TokenEstimator.create(), time);
  }

  private static Providers providers() {
    return new Providers(List.of(ScriptedProvider.named("a")));
  }
}
