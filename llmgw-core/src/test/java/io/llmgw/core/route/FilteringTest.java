package io.llmgw.core.route;

import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static io.llmgw.api.route.Route.when;
import static io.llmgw.core.route.RouteStage.A;
import static io.llmgw.core.route.RouteStage.B;
import static io.llmgw.core.route.RouteStage.C;
import static io.llmgw.core.route.RouteStage.QUESTION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.Caller;
import io.llmgw.api.Explanation;
import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.price.PriceRow;
import io.llmgw.api.price.Prices;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.TargetFilter;
import io.llmgw.test.Door;
import io.llmgw.test.Fault;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets that may not or cannot take a call are passed over, with the reason. */
class FilteringTest {
  private static final TargetFilter NOT_A =
      TargetFilter.of(
          "house", (target, facts) -> target.provider().equals("a") ? "not for guests" : null);

  @RegisterExtension final RouteStage stage = new RouteStage();

  @ParameterizedTest
  @EnumSource
  @Fault("F113")
  void passesOverATargetThatLacksACapability(Door door) {
    stage.route(ordered(A, B));
    stage.a.with(Capabilities.of(Capability.CHAT, Capability.STREAMING));
    stage.b.answers("Blue");

    assertThat(door.open(stage.llm(), withTool()).text()).isEqualTo("Blue");
    assertThat(stage.a.received()).isZero();
  }

  @Test
  @Fault("F113")
  void failsOverToATargetThatCanDoWhatIsNeeded() {
    stage.route(ordered(A, B, C));
    stage.a.fails(ErrorKind.OVERLOADED);
    stage.b.with(Capabilities.of(Capability.CHAT, Capability.STREAMING));
    stage.c.answers("Blue");

    ChatResponse response = stage.llm().chat(withTool());

    assertThat(RouteStage.targets(response.served().attempts())).containsExactly("a/m", "c/m");
    assertThat(RouteStage.notes(response))
        .contains("skips b/m: it cannot do TOOLS, which the request needs");
  }

  @Test
  @Fault("F113")
  void passesOverATargetWhoseWindowIsTooSmall() {
    stage.route(ordered(A, B)).window("a/m", 10);
    stage.b.answers("Blue");

    ChatResponse response = stage.llm().chat(ChatRequest.of("word ".repeat(100)));

    assertThat(response.served().target()).isEqualTo("b/m");
    assertThat(RouteStage.notes(response).get(0)).startsWith("skips a/m: it takes 10 tokens");
  }

  @Test
  void aFilterHoldsForTheFirstChoiceAndForThoseThatStandIn() {
    stage.route(ordered(B, A, C));
    stage.builder.routing(Routing.DEFAULT.filter(NOT_A));
    stage.b.fails(ErrorKind.OVERLOADED);
    stage.c.answers("Blue");

    ChatResponse response = stage.ask();

    assertThat(response.served().target()).isEqualTo("c/m");
    assertThat(stage.a.received()).isZero();
    assertThat(RouteStage.notes(response))
        .contains("skips a/m: it is not allowed by house: not for guests");
  }

  @Test
  void aFilterThatFailsAllowsNothing() {
    TargetFilter broken =
        TargetFilter.of(
            "broken",
            (target, facts) -> {
              throw new IllegalStateException("blue");
            });
    stage.route(ordered(A, B));
    stage.builder.routing(Routing.DEFAULT.filter(broken));

    LlmException failure = stage.failure();

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure)
        .hasMessageContaining("a/m is not allowed by broken: it failed with")
        .hasMessageNotContaining("blue");
  }

  @Test
  void aFilterHoldsForATargetThatIsAskedForByName() {
    stage.route(A);
    stage.builder.routing(Routing.DEFAULT.filter(NOT_A));

    LlmException failure = stage.failure(QUESTION.withModel("a/other"));

    assertThat(failure.kind()).isEqualTo(ErrorKind.BLOCKED);
    assertThat(failure).hasMessageContaining("a/other is not allowed by house: not for guests");
  }

  @Test
  void aRegionThatIsRequiredMustBeDeclared() {
    stage.route(ordered(A, target("b/m").regions("us"), target("c/m").regions("us", "eu")));
    stage.builder.routing(Routing.DEFAULT.requirements(Requirements.region("EU")));
    stage.c.answers("Blue");

    ChatResponse response = stage.ask();

    assertThat(response.served().target()).isEqualTo("c/m");
    assertThat(RouteStage.notes(response))
        .contains(
            "skips a/m: it declares no region, and eu is required",
            "skips b/m: it is in [us], and eu is required");
  }

  @Test
  void aCallMayRequireMoreThanItsClientButNotLess() {
    stage.route(ordered(target("a/m").regions("us"), target("b/m").regions("eu")));
    stage.builder.routing(Routing.DEFAULT.requirements(Requirements.region("eu")));

    LlmException failure = stage.failure(QUESTION.with(Requirements.region("us")));

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
  }

  @Test
  void aCallThatMayCostSoMuchGoesWhereItCostsLess() {
    stage
        .catalog(ModelCatalog.empty().withPrice("a/m", price("100")).withPrice("b/m", price("0.1")))
        .route(ordered(A, C, B));
    stage.b.answers("Blue");

    ChatResponse response =
        stage
            .llm()
            .chat(QUESTION.with(Requirements.none().maxCost(new BigDecimal("0.001"), "USD")));

    assertThat(response.served().target()).isEqualTo("b/m");
    assertThat(RouteStage.notes(response).get(0)).startsWith("skips a/m: it would cost about 0.05");
    assertThat(RouteStage.notes(response))
        .contains("skips c/m: it has no known price in USD, and 0.001 USD is the most");
  }

  @Test
  void aTargetWithoutAPriceIsPassedOverWherePricesAreAMust() {
    stage.catalog(ModelCatalog.empty().withPrice("b/m", price("1"))).route(ordered(A, B));
    stage.builder.unknownPrice(UnknownPrice.DENY);
    stage.b.answers("Blue");

    assertThat(stage.ask().served().target()).isEqualTo("b/m");
    assertThat(stage.a.received()).isZero();
  }

  @Test
  void aPriceInTheServiceTierThatIsAskedForIsOne() {
    PriceRow flex =
        PriceRow.builder("test", LocalDate.EPOCH)
            .serviceTier("flex")
            .input("1")
            .output("1")
            .build();
    stage
        .catalog(
            ModelCatalog.empty().withPrice("a/m", price("1")).withPrices("b/m", Prices.of(flex)))
        .route(ordered(A, B));
    stage.builder.unknownPrice(UnknownPrice.DENY);
    stage.b.answers("Blue");

    ChatResponse response =
        stage.llm().prompt("Why?").extraBody("service_tier", Json.ofText("\"flex\"")).send();

    assertThat(response.served().target()).isEqualTo("b/m");
    assertThat(RouteStage.notes(response).get(0)).startsWith("skips a/m: it has no known price");
  }

  @Test
  void anAssumedPriceIsHeldToTheMostThatACallMayCost() {
    stage.catalog(ModelCatalog.empty().withPrice("a/m", price("100"))).route(ordered(A, B));
    stage.builder.unknownPrice(UnknownPrice.assume(price("0.1")));
    stage.b.answers("Blue");

    ChatResponse response =
        stage
            .llm()
            .chat(QUESTION.with(Requirements.none().maxCost(new BigDecimal("0.001"), "USD")));

    assertThat(response.served().target()).isEqualTo("b/m");
  }

  @Test
  void aPriceThatTheCallAssumesIsHeldToTheMostThatItMayCost() {
    stage.catalog(ModelCatalog.empty()).route(ordered(A, B));
    stage.a.answers("Blue");
    ChatRequest asked = QUESTION.with(Requirements.none().maxCost(new BigDecimal("0.001"), "USD"));

    ChatResponse response = stage.llm().chat(asked.with(UnknownPrice.assume(price("0.1"))));

    assertThat(response.served().target()).isEqualTo("a/m");
    assertThatThrownBy(() -> stage.llm().chat(asked.with(UnknownPrice.assume(price("100")))))
        .hasMessageContaining("and 0.001 USD is the most");
  }

  @Test
  void anAssumedPriceIsHeldToItAlsoWhereOnlyAnotherServiceTierHasOne() {
    PriceRow flex =
        PriceRow.builder("test", LocalDate.EPOCH)
            .serviceTier("flex")
            .input("100")
            .output("100")
            .build();
    stage
        .catalog(
            ModelCatalog.empty().withPrice("a/m", price("100")).withPrices("b/m", Prices.of(flex)))
        .route(ordered(A, B));
    stage.builder.unknownPrice(UnknownPrice.assume(price("0.1")));
    stage.b.answers("Blue");

    ChatResponse response =
        stage
            .llm()
            .chat(QUESTION.with(Requirements.none().maxCost(new BigDecimal("0.001"), "USD")));

    assertThat(response.served().target()).isEqualTo("b/m");
  }

  @Test
  void aTargetWithoutAPriceOfWhatItWritesIsPassedOverWherePricesAreAMust() {
    stage
        .catalog(ModelCatalog.empty().withPrice("a/m", inputAlone()).withPrice("b/m", price("1")))
        .route(ordered(A, B));
    stage.builder.unknownPrice(UnknownPrice.DENY);
    stage.b.answers("Blue");

    assertThat(stage.ask().served().target()).isEqualTo("b/m");
    assertThat(stage.a.received()).isZero();
  }

  @Test
  void theAssumedPriceIsHeldToTheMostWhereThatOfWhatATargetWritesIsUnknown() {
    stage
        .catalog(ModelCatalog.empty().withPrice("a/m", inputAlone()).withPrice("b/m", price("0.1")))
        .route(ordered(A, B));
    stage.b.answers("Blue");
    ChatRequest asked = QUESTION.with(Requirements.none().maxCost(new BigDecimal("0.001"), "USD"));

    ChatResponse without = stage.llm().chat(asked);
    stage.a.answers("Green");
    ChatResponse assumed = stage.llm().chat(asked.with(UnknownPrice.assume(price("0.2"))));

    assertThat(RouteStage.notes(without))
        .contains("skips a/m: it has no known price in USD, and 0.001 USD is the most");
    assertThat(assumed.served().target()).isEqualTo("a/m");
  }

  private static PriceRow inputAlone() {
    return PriceRow.builder("test", LocalDate.EPOCH).input("0.1").build();
  }

  @Test
  void isHeldToWhatTheServiceTierCostsThatIsAskedFor() {
    PriceRow standard = price("0.1");
    PriceRow priority =
        PriceRow.builder("test", LocalDate.EPOCH)
            .serviceTier("priority")
            .input("100")
            .output("100")
            .build();
    stage
        .catalog(
            ModelCatalog.empty()
                .withPrices("a/m", Prices.of(standard, priority))
                .withPrices(
                    "b/m",
                    Prices.of(
                        price("1"),
                        PriceRow.builder("test", LocalDate.EPOCH)
                            .serviceTier("priority")
                            .input("1")
                            .output("1")
                            .build())))
        .route(ordered(A, B));
    stage.a.answers("Blue");
    stage.b.answers("Green");
    ChatRequest asked = QUESTION.with(Requirements.none().maxCost(new BigDecimal("0.001"), "USD"));
    ChatRequest urgent = asked.toBuilder().extraBody("service_tier", "priority").build();

    assertThat(stage.llm().chat(asked).served().target()).isEqualTo("a/m");
    assertThat(stage.llm().chat(urgent).served().target()).isEqualTo("b/m");
    assertThat(stage.a.received()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void withoutAnyTargetTheCallFailsWithAllReasons(Door door) {
    stage.route(ordered(A, when(Condition.tenant("acme"), B), target("c/m").regions("us")));
    stage.builder.routing(Routing.DEFAULT.filter(NOT_A).requirements(Requirements.region("eu")));

    LlmException failure = door.open(stage.llm(), QUESTION).error();

    assertThat(failure.kind()).isEqualTo(ErrorKind.NO_TARGET);
    assertThat(failure.attempts()).isEmpty();
    assertThat(failure)
        .hasMessageContainingAll(
            "no target of 'ordered(a/m, when(tenant(acme), b/m), c/m)' can take the call: ",
            "a/m is not allowed by house: not for guests; ",
            "when(tenant(acme), b/m) does not hold; ",
            "c/m is in [us], and eu is required");
  }

  @Test
  void explainsThePlanAndWhatIsPassedOver() {
    stage.route(ordered(A, B, C, target("c/other")));
    stage.builder.routing(Routing.DEFAULT.filter(NOT_A));
    stage.b.with(Keys.of("s3cret"));
    stage.c.with((KeySource) caller -> List.of());

    Explanation explanation = stage.llm().forCaller(Caller.tenant("acme")).explain(QUESTION);

    assertThat(explanation.call()).isEqualTo("chat smart = ordered(a/m, b/m, c/m, c/other)");
    assertThat(explanation.plan()).extracting(Explanation.Step::target).containsExactly(B);
    assertThat(explanation.toString())
        .contains("plan  1  b/m   key main")
        .contains("skipped  ")
        .contains("a/m   is not allowed by house: not for guests")
        .contains("c/m   has no key for provider 'c'")
        .doesNotContain("s3cret");
    assertThat(stage.b.received()).isZero();
  }

  private static PriceRow price(String perMillion) {
    return PriceRow.builder("test", LocalDate.of(2026, 11, 1))
        .input(perMillion)
        .output(perMillion)
        .build();
  }

  private static ChatRequest withTool() {
    Json schema = Json.ofText("{\"type\":\"object\"}");
    return QUESTION.withContent(
        ChatContent.builder()
            .message(Message.user("q"))
            .tools(ToolSpec.of("weather", "tells it", schema))
            .build());
  }
}
