package io.llmgw.api.route;

import static io.llmgw.api.route.Route.named;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.target;
import static io.llmgw.api.route.Strategy.cheapest;
import static io.llmgw.api.route.Strategy.minTier;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.condition.Condition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes say what they are, and refuse what is wrong in themselves. */
class RouteTest {
  private static final Target A = target("a/m");
  private static final Target B = target("b/m");

  @Test
  void printsTheWholeTreeInOneLineAsItIsWritten() {
    Route route =
        Route.ordered(
                Route.weighted(share(70, A), share(0, B)),
                Route.when(Condition.task("summary"), named("cheap")).otherwise(A),
                Route.balanced(cheapest(minTier(2)), A, B),
                Route.sticky(Sticky.user(), Route.balanced(Strategy.roundRobin(), A)))
            .onContextLength(target("c/large"))
            .onContentPolicy(B);

    assertThat(route)
        .hasToString(
            "ordered(weighted(70 a/m, 0 b/m), when(task(summary), cheap).otherwise(a/m),"
                + " balanced(cheapest(minTier(2)), a/m, b/m),"
                + " sticky(user, balanced(roundRobin, a/m)))"
                + ".onContextLength(c/large).onContentPolicy(b/m)");
  }

  @Test
  void readsANameAsTargetOrAlias() {
    assertThat(Route.of("openai/gpt-5")).isEqualTo(target("openai/gpt-5"));
    assertThat(Route.of("smart")).isEqualTo(named("smart"));
    assertThatIllegalArgumentException().isThrownBy(() -> Route.of("openai/"));
  }

  @Test
  void keepsItsMembersWhateverBecomesOfTheList() {
    List<Route> members = new ArrayList<>(List.of(A));
    Ordered route = new Ordered(members, null, null);

    members.add(B);

    assertThat(route.routes()).containsExactly(A);
  }

  @Test
  void refusesWeightsThatAreAllZeroAndNamesTheMembers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Route.weighted(share(0, A), share(0, B)))
        .withMessage("weighted(0 a/m, 0 b/m): all weights are 0, at least one must be above");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_001})
  void refusesAWeightOutOfRange(int weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> share(weight, A))
        .withMessage("weight of a/m must be 0 to 1000000, not " + weight);
  }

  @Test
  void refusesRoutesWithoutMembers() {
    assertThatIllegalArgumentException().isThrownBy(Route::ordered).withMessageContaining("one");
    assertThatIllegalArgumentException().isThrownBy(Route::weighted).withMessageContaining("one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Route.balanced(Strategy.random()))
        .withMessage("balanced(random) needs at least one route");
  }

  @Test
  void refusesToSayATwice() {
    When fork = Route.when(Condition.task("x"), A).otherwise(B);
    Ordered order = Route.ordered(A).onContentPolicy(B).onContextLength(B);

    assertThatIllegalStateException()
        .isThrownBy(() -> fork.otherwise(A))
        .withMessage("otherwise is set twice, to b/m before");
    assertThatIllegalStateException().isThrownBy(() -> order.onContentPolicy(A));
    assertThatIllegalStateException().isThrownBy(() -> order.onContextLength(A));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b"})
  void refusesANameThatIsNoAlias(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> named(name))
        .withMessage("alias '" + name + "': not blank, and without a slash");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 101})
  void refusesATierOutOfRange(int tier) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> minTier(tier))
        .withMessage("minTier must be 1 to 100, not " + tier);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> A.quality(tier))
        .withMessage("quality must be 1 to 100, not " + tier);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> A.quality("code", tier))
        .withMessage("quality for task 'code' must be 1 to 100, not " + tier);
  }

  @Test
  void refusesATierWithAnotherStrategy() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Strategy(Strategy.Kind.FASTEST, 2))
        .withMessage("minTier goes with cheapest alone, not with fastest");
  }

  @Test
  void refusesToBeStickyByNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Sticky.tag(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> Sticky.by(" ", facts -> null));
  }
}
