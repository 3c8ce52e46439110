package io.llmgw.core.route;

import static io.llmgw.api.route.Route.balanced;
import static io.llmgw.api.route.Route.named;
import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.sticky;
import static io.llmgw.api.route.Route.target;
import static io.llmgw.api.route.Route.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.condition.Condition;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.TargetLimits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The limits of a model, wherever in a route they are declared. */
class DeclaredLimitsTest {
  private static final TargetLimits TEN = TargetLimits.perTarget().requestsPerMinute(10);
  private static final Route LIMITED = RouteStage.A.limits(TEN);

  @RegisterExtension final RouteStage stage = new RouteStage();

  static List<Route> places() {
    return List.of(
        LIMITED,
        ordered(RouteStage.B, LIMITED),
        ordered(RouteStage.B, RouteStage.C).onContextLength(LIMITED),
        ordered(RouteStage.B, RouteStage.C).onContentPolicy(LIMITED),
        when(Condition.task("code"), LIMITED).otherwise(RouteStage.B),
        when(Condition.task("code"), RouteStage.B).otherwise(LIMITED),
        Route.weighted(Route.share(0, LIMITED), Route.share(1, RouteStage.B)),
        balanced(Strategy.roundRobin(), RouteStage.B, LIMITED),
        sticky(Sticky.user(), ordered(LIMITED, RouteStage.B)));
  }

  @ParameterizedTest
  @MethodSource("places")
  void theyHoldForTheModelByEveryName(Route place) {
    stage.allAnswer().route(place);
    stage.builder.alias("plain", target("a/m"));

    assertThat(
            stage
                .llm()
                .explain(RouteStage.QUESTION.withModel("a/m"))
                .plan()
                .get(0)
                .target()
                .limits())
        .isEqualTo(TEN);
    assertThat(stage.llm().explain(RouteStage.QUESTION.withModel("plain")).toString())
        .contains("PACE pace")
        .endsWith("10 requests/min per target");
  }

  @Test
  void twoThatContradictEachOtherAreRefused() {
    stage.route(LIMITED);
    stage.builder.alias(
        "tight", ordered(named("smart"), RouteStage.B, RouteStage.A.limits(TEN.concurrency(2))));

    assertThatThrownBy(stage::llm)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "alias tight: a/m has concurrency 2, 10 requests/min per target here and"
                + " 10 requests/min per target elsewhere; the limits of a model hold for all calls"
                + " to it, so say the same");
  }

  @Test
  void withoutAnyThereIsNoLinkForThem() {
    stage.allAnswer().route(RouteStage.A);

    assertThat(stage.llm().explain(RouteStage.QUESTION).toString()).doesNotContain("PACE");
  }
}
