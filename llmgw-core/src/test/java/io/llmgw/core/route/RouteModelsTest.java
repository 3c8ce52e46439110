package io.llmgw.core.route;

import static io.llmgw.api.route.Route.named;
import static io.llmgw.api.route.Route.ordered;
import static io.llmgw.api.route.Route.target;
import static io.llmgw.api.route.Route.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.condition.Condition;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.request.Operation;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Sticky;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.choice.TargetStatistics;
import io.llmgw.core.provider.Providers;
import io.llmgw.test.VirtualTime;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which models a configuration can lead to: what is known of others may be forgotten. */
class RouteModelsTest {
  private static List<String> models(Map<String, Route> aliases, @Nullable String defaultModel) {
    return models(aliases, new DefaultModels(defaultModel, Map.of()));
  }

  private static List<String> models(Map<String, Route> aliases, DefaultModels defaults) {
    Accounting accounting =
        new Accounting(
            ModelCatalog.empty(),
            UnknownPrice.ALLOW,
            TokenEstimator.create(),
            VirtualTime.create());
    Choices choices = new Choices(new ExpectedCost(accounting), TargetStatistics.NONE);
    Providers providers = new Providers(List.of(ScriptedProvider.named("a")));
    return new Routes(providers, aliases, defaults, choices)
        .models().stream().map(ModelRef::toString).sorted().toList();
  }

  @Test
  void thoseOfAllAliasesWithTheirSeparateWays() {
    Route smart =
        ordered(target("a/1"), Route.sticky(Sticky.user(), target("a/2")))
            .onContextLength(target("a/3"))
            .onContentPolicy(target("a/4"));
    Route other = when(Condition.tenant("acme"), target("a/5")).otherwise(target("a/6"));

    assertThat(
            models(Map.of("smart", smart, "other", other, "same", named("smart")), (String) null))
        .containsExactly("a/1", "a/2", "a/3", "a/4", "a/5", "a/6");
  }

  @Test
  void andThoseThatTheDefaultsName() {
    assertThat(models(Map.of(), "a/7")).containsExactly("a/7");
    assertThat(models(Map.of(), new DefaultModels("a/7", Map.of(Operation.EMBEDDINGS, "a/8"))))
        .containsExactly("a/7", "a/8");
  }
}
