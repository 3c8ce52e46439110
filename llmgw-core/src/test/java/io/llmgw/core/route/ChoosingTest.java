package io.llmgw.core.route;

import static io.llmgw.api.route.Route.balanced;
import static io.llmgw.api.route.Route.named;
import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.share;
import static io.llmgw.api.route.Route.sticky;
import static io.llmgw.api.route.Route.target;
import static io.llmgw.api.route.Route.weighted;
import static io.llmgw.api.route.Route.when;
import static io.llmgw.api.route.Strategy.cheapest;
import static io.llmgw.api.route.Strategy.minTier;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static io.llmgw.core.route.RouteStage.C;
import static io.llmgw.core.route.RouteStage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.condition.RequestClassifier;
import io.llmgw.api.condition.Task;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.route.Strategy;
import io.llmgw.test.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forks, turns, prices and keys choose as they say. */
class ChoosingTest {
  @RegisterExtension final RouteStage stage = new RouteStage();

  @Test
  void roundRobinGivesEachItsTurn() {
    stage.allAnswer().route(balanced(Strategy.roundRobin(), A, B, C));

    stage.llm().explain(QUESTION);

    assertThat(answers(6)).containsExactly("a", "b", "c", "a", "b", "c");
  }

  @Test
  void roundRobinGoesOnFromItsTurnWhenOneFails() {
    stage.route(balanced(Strategy.roundRobin(), A, B, C));
    stage.a.always("a");
    stage.b.always(script -> script.fail(ErrorKind.OVERLOADED));
    stage.c.always("c");

    assertThat(answers(4)).containsExactly("a", "c", "c", "a");
  }

  @Test
  void theCheapestComesFirstAndTheRestByPrice() {
    stage
        .catalog(prices(Map.of("a/m", "3", "b/m", "0.2", "c/m", "1")))
        .route(balanced(cheapest(), A, B, C));
    stage.b.fails(ErrorKind.OVERLOADED);
    stage.c.fails(ErrorKind.OVERLOADED);
    stage.a.answers("a");

    assertThat(RouteStage.targets(stage.ask().served().attempts()))
        .containsExactly("b/m", "c/m", "a/m");
  }

  @Test
  void whatHasNoPriceIsNotCheap() {
    stage.allAnswer().catalog(prices(Map.of("c/m", "9"))).route(balanced(cheapest(), A, B, C));

    assertThat(stage.ask().text()).isEqualTo("c");
  }

  @Test
  void theCheapestIsNeverBelowTheTier() {
    stage
        .catalog(prices(Map.of("a/m", "3", "b/m", "0.1", "c/m", "1")))
        .route(
            balanced(
                cheapest(minTier(2)),
                target("a/m").quality(3),
                target("b/m").quality(1).quality("summary", 2),
                target("c/m").quality(2)));
    stage.a.always("a");
    stage.b.always("b");
    stage.c.answers("c").answers(script -> script.fail(ErrorKind.OVERLOADED));

    assertThat(stage.ask().text()).isEqualTo("c");
    assertThat(stage.ask().text()).isEqualTo("a");
    assertThat(stage.llm().chat(QUESTION.with(Task.of("summary"))).text()).isEqualTo("b");
  }

  @Test
  void neverBelowTheTierAlsoWhenNothingElseIsLeft() {
    stage.route(
        balanced(cheapest(minTier(2)), target("a/m").quality(2), target("b/m").quality("code", 2)));
    stage.a.fails(ErrorKind.OVERLOADED);

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(stage.b.received()).isZero();
    assertThat(stage.llm().explain(QUESTION).toString())
        .contains("b/m   has quality ")
        .contains(", and 2 is the least");
  }

  @Test
  void simpleThingsGoToTheCheapModelAndHardOnesToTheStrong() {
    stage.allAnswer();
    stage.builder.alias("cheap", A).alias("strong", B);
    stage.route(when(Condition.task("summary"), named("cheap")).otherwise(named("strong")));
    stage.builder.routing(Routing.DEFAULT.classifier(RequestClassifier.byRules()));

    assertThat(text(ChatRequest.of("Summarise: it rained."))).isEqualTo("a");
    assertThat(text(ChatRequest.of("Prove that it rained."))).isEqualTo("b");
    assertThat(text(ChatRequest.of("Summarise: it rained.").with(Task.of("law")))).isEqualTo("b");
  }

  @Test
  void aClassifierThatFailsHasNamedNoTask() {
    stage.allAnswer().route(when(Condition.task("summary"), A).otherwise(B));
    stage.builder.routing(
        Routing.DEFAULT.classifier(
            request -> {
              throw new IllegalStateException("blue");
            }));

    var response = stage.ask();

    assertThat(response.text()).isEqualTo("b");
    assertThat(RouteStage.notes(response))
        .contains("the classifier failed with java.lang.IllegalStateException");
  }

  @Test
  void aConditionThatFailsFailsTheCall() {
    Condition broken =
        Condition.of(
            "broken",
            facts -> {
              throw new IllegalStateException("blue");
            });
    stage.route(when(broken, A).otherwise(B));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIGURATION);
    assertThat(failure)
        .hasMessageContaining("condition broken failed with java.lang.IllegalStateException")
        .hasMessageNotContaining("blue");
  }

  @Test
  void anErrorOfTheJvmInAConditionIsThrownOn() {
    Condition broken =
        Condition.of(
            "broken",
            facts -> {
              throw new StackOverflowError();
            });
    stage.route(when(broken, A).otherwise(B));

    assertThatThrownBy(() -> stage.ask()).isInstanceOf(StackOverflowError.class);
  }

  @Test
  void aSideThatIsNotThereIsNoTarget() {
    stage.route(when(Condition.tenant("acme"), A));

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(stage.failure()).hasMessageContaining("when(tenant(acme), a/m) does not hold");
  }

  @Test
  void aSideThatGivesOutDoesNotFallOverToTheOther() {
    stage.route(when(Condition.operation(QUESTION.operation()), A).otherwise(B));
    stage.a.fails(ErrorKind.OVERLOADED);

    assertThat(stage.failure().kind()).isEqualTo(ErrorKind.OVERLOADED);
    assertThat(stage.b.received()).isZero();
  }

  @Test
  void theSameUserComesToTheSameTarget() {
    stage
        .allAnswer()
        .route(sticky(Sticky.user(), weighted(share(50, A), share(30, B), share(20, C))));

    Map<String, String> first = ofUsers(600);

    assertThat(ofUsers(600)).isEqualTo(first);
    long atA = first.values().stream().filter("a"::equals).count();
    assertThat(atA).as("of 600 users, half are expected").isBetween(250L, 350L);
  }

  @Test
  @Fault("F111")
  void whenTheTargetOfAUserIsDownHeMovesOnceAndNobodyElseDoes() {
    Route route = sticky(Sticky.user(), balanced(Strategy.roundRobin(), A, B, C));
    stage.allAnswer().route(route);
    Map<String, String> before = ofUsers(200);
    RouteStage down = new RouteStage().route(route);
    down.a.always(script -> script.fail(ErrorKind.OVERLOADED));
    down.b.always("b");
    down.c.always("c");

    Map<String, String> after = ofUsers(down.llm(), 200);

    assertThat(ofUsers(down.llm(), 200)).isEqualTo(after);
    assertThat(after.values()).contains("b", "c").doesNotContain("a");
    before.forEach(
        (user, answer) -> {
          if (!answer.equals("a")) {
            assertThat(after).containsEntry(user, answer);
          }
        });
    down.llm().close();
  }

  @Test
  void whoHasNoKeyIsRoutedAsIfNothingWereSticky() {
    stage.allAnswer().route(sticky(Sticky.user(), balanced(Strategy.roundRobin(), A, B)));

    assertThat(answers(4)).containsExactly("a", "b", "a", "b");
  }

  @Test
  void choosesWithinTiers() {
    stage.route(ordered(balanced(Strategy.roundRobin(), A, B), C));
    stage.a.always(script -> script.fail(ErrorKind.OVERLOADED));
    stage.b.always(script -> script.fail(ErrorKind.OVERLOADED));
    stage.c.always("c");

    assertThat(RouteStage.targets(stage.ask().served().attempts()))
        .containsExactly("a/m", "b/m", "c/m");
    assertThat(RouteStage.targets(stage.ask().served().attempts()))
        .containsExactly("b/m", "a/m", "c/m");
  }

  private String text(ChatRequest request) {
    return stage.llm().chat(request).text();
  }

  private List<String> answers(int calls) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      answers.add(stage.ask().text());
    }
    return answers;
  }

  private Map<String, String> ofUsers(int count) {
    return ofUsers(stage.llm(), count);
  }

  private static Map<String, String> ofUsers(LlmClient llm, int count) {
    Map<String, String> answers = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Caller caller = Caller.tenant("acme").user("u-" + i);
      answers.put("u-" + i, llm.forCaller(caller).chat(QUESTION).text());
    }
    return answers;
  }

  private static ModelCatalog prices(Map<String, String> perMillion) {
    ModelCatalog catalog = ModelCatalog.empty();
    for (Map.Entry<String, String> price : perMillion.entrySet()) {
      catalog =
          catalog.withPrice(
              price.getKey(),
              PriceRow.builder("test", LocalDate.of(2026, 11, 1))
                  .input(price.getValue())
                  .output(price.getValue())
                  .build());
    }
    return catalog;
  }
}
