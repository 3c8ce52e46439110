package io.llmgw.core.route;

import static io.llmgw.api.route.Route.named;
import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.target;
import static io.llmgw.api.route.Route.weighted;
import static io.llmgw.api.route.Route.when;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.LlmClient;
import io.llmgw.api.LlmClientBuilder;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Strategy;
import io.llmgw.api.route.Target;
import io.llmgw.test.Fault;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can never work is refused when the client is built, with the path to it. */
class RouteBuildTest {
  private static final Target A = target("one/a");
  private static final Target B = target("one/b");
  private static final Target C = target("one/c");
  private static final Condition SUMMARY = Condition.task("summary");
  private static final Condition TENANT = Condition.tenant("acme");

  private final LlmClientBuilder builder =
      LlmClient.builder().provider(ScriptedProvider.named("one"));

  static Stream<Arguments> mistakes() {
    Target unknown = target("two/m");
    return Stream.of(
        Arguments.of(
            ordered(A, weighted(share(1, unknown))),
            "alias smart > ordered[2] > weighted[1]: no provider 'two' for 'two/m'"),
        Arguments.of(
            Route.balanced(Strategy.random(), A, named("gone")),
            "alias smart > balanced[2]: no alias 'gone'"),
        Arguments.of(
            when(SUMMARY, A).otherwise(Route.sticky(Sticky.user(), unknown)),
            "alias smart > when.otherwise > sticky: no provider 'two'"),
        Arguments.of(
            ordered(A).onContextLength(unknown),
            "alias smart > onContextLength: no provider 'two'"),
        Arguments.of(
            ordered(A).onContentPolicy(unknown),
            "alias smart > onContentPolicy: no provider 'two'"),
        Arguments.of(weighted(share(0, unknown), share(1, A)), "alias smart > weighted[1]: no"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesWhatLeadsNowhere(Route route, String message) {
    refused(route, message);
  }

  static Stream<Arguments> unreachable() {
    return Stream.of(
        Arguments.of(
            ordered(A, B, A), "alias smart > ordered[3]: one/a can never be reached: its targets"),
        Arguments.of(
            ordered(weighted(share(7, A), share(3, B)), B),
            "alias smart > ordered[2]: one/b can never be reached"),
        Arguments.of(
            ordered(Route.sticky(Sticky.user(), A), A),
            "alias smart > ordered[2]: one/a can never be reached"),
        Arguments.of(ordered(A, named("a")), "alias smart > ordered[2]: a can never be reached"),
        Arguments.of(
            ordered(when(SUMMARY, A).otherwise(ordered(A, B)), A),
            "alias smart > ordered[2]: one/a can never be reached"),
        Arguments.of(
            when(SUMMARY, A).otherwise(when(SUMMARY, B).otherwise(C)),
            "alias smart > when.otherwise > when.then: one/b can never be reached:"
                + " task(summary) does not hold here"),
        Arguments.of(
            when(SUMMARY, ordered(B, when(SUMMARY, A).otherwise(C))),
            "alias smart > when.then > ordered[2] > when.otherwise: can never be reached:"
                + " task(summary) holds here"),
        Arguments.of(
            when(SUMMARY, when(TENANT, when(SUMMARY, A).otherwise(B))),
            "alias smart > when.then > when.then > when.otherwise: can never be reached:"
                + " task(summary) holds here"),
        Arguments.of(
            when(SUMMARY, A).otherwise(when(TENANT, B).otherwise(when(SUMMARY, C))),
            "alias smart > when.otherwise > when.otherwise > when.then: one/c can never be"
                + " reached: task(summary) does not hold here"),
        Arguments.of(
            Route.balanced(Strategy.cheapest(Strategy.minTier(2)), B.quality(2), A.quality(1)),
            "alias smart > balanced[2]: one/a can never be reached: it declares no quality of 2"));
  }

  @ParameterizedTest
  @MethodSource("unreachable")
  @Fault("F112")
  void refusesABranchThatCanNeverBeReached(Route route, String message) {
    builder.alias("a", A);

    refused(route, message);
  }

  static List<Route> reachable() {
    return List.of(
        // A drained member is not asked, so that it may come later.
        ordered(weighted(share(1, A), share(0, B)), B),
        ordered(when(SUMMARY, A), A),
        ordered(when(SUMMARY, A), when(SUMMARY, B)),
        ordered(when(SUMMARY, A).otherwise(B), B, A),
        ordered(Route.balanced(Strategy.cheapest(Strategy.minTier(2)), A.quality("code", 2)), A),
        ordered(A, weighted(share(1, A), share(1, B))),
        when(SUMMARY, A).otherwise(when(SUMMARY.not(), B)),
        ordered(A).onContentPolicy(A));
  }

  @ParameterizedTest
  @MethodSource("reachable")
  void takesWhatSomeCallCanReach(Route route) {
    builder.alias("smart", route).build().close();
  }

  @Test
  void refusesACircleThroughRoutes() {
    builder.alias("cheap", ordered(B, named("smart")));

    refused(
        weighted(share(1, A), share(1, named("cheap"))),
        "alias smart > weighted[2]: goes in a circle: cheap > smart > cheap");
  }

  @Test
  void refusesRoutesThatAreNestedWithoutEnd() {
    refused(nested(33), "ordered[1]: routes may be nested 32 levels deep");
  }

  @Test
  void takesThoseOfThirtyTwoLevels() {
    builder.alias("smart", nested(32)).build().close();
  }

  private static Route nested(int levels) {
    Route deep = A;
    for (int i = 0; i < levels; i++) {
      deep = ordered(deep);
    }
    return deep;
  }

  @Test
  void findsAMistakeInAnAliasThatNobodyNames() {
    builder.alias("unused", target("two/m"));

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageStartingWith("alias unused: no provider 'two'");
  }

  private void refused(Route route, String message) {
    builder.alias("smart", route);
    assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining(message);
  }
}
