package io.llmgw.core.route;

import static io.llmgw.api.route.Route.balanced;
import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.sticky;
import static io.llmgw.api.route.Route.weighted;
import static io.llmgw.api.route.Route.when;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static io.llmgw.core.route.RouteStage.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.TargetFilter;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a cache is told of where a call goes: {@link CallContext#destination}, and stand-ins. */
class DestinationTest {
  private static final Condition OF_ACME = Condition.tenant("acme");
  private static final Caller ACME = Caller.tenant("acme").user("ann");
  private static final Caller GLOBEX = Caller.tenant("globex").user("bob");

  @RegisterExtension final RouteStage stage = new RouteStage();

  private static String destination(Route route) {
    return destination(route, Routing.DEFAULT, ACME);
  }

  private static String destination(Route route, Routing routing, Caller caller) {
    Onlooker onlooker = new Onlooker();
    LlmClientBuilder builder = LlmClient.builder();
    for (String name : List.of("a", "b", "c")) {
      builder.provider(ScriptedProvider.named(name).always("blue"));
    }
    try (LlmClient llm =
        builder
            .retries(Retries.none())
            .routing(routing)
            .defaultModel("smart")
            .alias("smart", route)
            .use(onlooker)
            .time(VirtualTime.skipping())
            .build()) {
      llm.forCaller(caller).prompt("Why is the sky blue?").send();
    }
    return onlooker.destinations.get(0);
  }

  @Test
  void routesThatMayAnswerOtherwiseHaveOtherNames() {
    List<Route> routes =
        List.of(
            A,
            B,
            ordered(A, B),
            ordered(B, A),
            ordered(A, B, C),
            ordered(A, B).onContextLength(C),
            ordered(A, B).onContextLength(ordered(C, B)),
            ordered(A, B).onContentPolicy(C),
            ordered(A, B).onContextLength(C).onContentPolicy(C),
            weighted(share(1, A), share(1, B)),
            weighted(share(2, A), share(1, B)),
            weighted(share(1, A), share(1, C)),
            balanced(Strategy.roundRobin(), A, B),
            balanced(Strategy.leastInFlight(), A, B),
            balanced(Strategy.roundRobin(), A, ordered(B, C)),
            sticky(Sticky.user(), ordered(A, B)),
            sticky(Sticky.user(), ordered(B, A)),
            sticky(Sticky.tenant(), ordered(A, B)));

    assertThat(routes).extracting(DestinationTest::destination).doesNotHaveDuplicates();
    assertThat(destination(ordered(A, B))).isEqualTo(destination(ordered(A, B)));
  }

  @Test
  void conditionsLeadToTheSideThatTheyHaveForThisCall() {
    Route both = ordered(when(OF_ACME, A).otherwise(B), C);
    Route one = ordered(when(OF_ACME, A), C);

    assertThat(destination(both, Routing.DEFAULT, ACME)).isEqualTo(destination(ordered(A, C)));
    assertThat(destination(both, Routing.DEFAULT, GLOBEX)).isEqualTo(destination(ordered(B, C)));
    assertThat(destination(one, Routing.DEFAULT, GLOBEX))
        .isNotEqualTo(destination(one, Routing.DEFAULT, ACME))
        .doesNotContain("a/m");
  }

  @Test
  void whoMayNotGoToATargetIsToldApartFromWhoMay() {
    Routing guarded =
        Routing.DEFAULT.filter(
            TargetFilter.of(
                "house",
                (target, facts) ->
                    target.provider().equals("a") && facts.caller().equals(GLOBEX)
                        ? "not for guests"
                        : null));

    assertThat(destination(ordered(A, B), guarded, ACME)).isEqualTo(destination(ordered(A, B)));
    assertThat(destination(ordered(A, B), guarded, GLOBEX))
        .isNotEqualTo(destination(ordered(A, B)))
        .doesNotContain("a/m");
  }

  @Test
  void whatIsAskedOfAllTargetsIsAPartOfIt() {
    Routing fast = Routing.DEFAULT.requirements(Requirements.none().minTokensPerSecond(10));

    Routing faster = Routing.DEFAULT.requirements(Requirements.none().minTokensPerSecond(20));

    assertThat(List.of(destination(A), destination(A, fast, ACME), destination(A, faster, ACME)))
        .doesNotHaveDuplicates();
  }

  @Test
  void aStickyRouteTellsApartWhomItKeepsAtOneTarget() {
    Route kept = sticky(Sticky.user(), weighted(share(1, A), share(1, B)));

    assertThat(destination(kept, Routing.DEFAULT, ACME))
        .isNotEqualTo(destination(kept, Routing.DEFAULT, GLOBEX));
  }

  @Test
  void whoeverStandsInForATargetThatRestsIsKnownAsSuch() {
    Onlooker onlooker = new Onlooker();
    stage.route(ordered(A, B)).builder.use(onlooker);
    stage.a.fails(ErrorKind.RATE_LIMIT).always("a");
    stage.b.always("b");

    stage.ask(); // fails over, which the account tells
    stage.ask(); // a rests

    assertThat(onlooker.standIns).containsExactly(null, true);
  }

  @Test
  void whoeverIsTheFirstThatMayTakeItStandsInForNobody() {
    Onlooker onlooker = new Onlooker();
    TargetFilter notA =
        TargetFilter.of(
            "house", (target, facts) -> target.provider().equals("a") ? "not for guests" : null);
    stage.route(ordered(A, B)).builder.use(onlooker).routing(Routing.DEFAULT.filter(notA));
    stage.allAnswer();

    assertThat(stage.ask().text()).isEqualTo("b");
    assertThat(onlooker.standIns).containsOnlyNulls();
  }

  /** A link that looks as a cache does: before the call, and after it. */
  private static final class Onlooker implements Interceptor {
    final List<String> destinations = new ArrayList<>();
    final List<@Nullable Boolean> standIns = new ArrayList<>();

    @Override
    public LinkSpec spec() {
      return LinkSpec.named("onlooker").in(Slot.CACHE);
    }

    @Override
    public EventStream intercept(Chain chain) {
      destinations.add(chain.context().destination(chain.request()));
      return chain.proceed(
          chain.request(),
          outcome -> standIns.add(chain.context().attribute(CallContext.STAND_IN)));
    }
  }
}
