package io.llmgw.core.client;

import io.llmgw.api.CallSettings;
import io.llmgw.api.Caller;
import io.llmgw.api.Explanation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Target;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.filter.Eligibility;
import io.llmgw.core.hedge.Hedges;
import io.llmgw.core.link.KeysExplained;
import io.llmgw.core.link.RouteLink;
import io.llmgw.core.link.TargetHealth;
import io.llmgw.core.route.Candidate;
import io.llmgw.core.route.DefaultModels;
import io.llmgw.core.route.Plan;
import io.llmgw.core.route.Planner;
import io.llmgw.core.route.RouteNode;
import io.llmgw.core.route.Routes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that decides where calls go in one configuration of a client. Thread-safe. */
final class Router {
  private final SharedParts shared;
  private final Reactions failures;
  private final Routes routes;
  private final Planner planner;
  private final Hedges hedges;

  Router(CallSettings settings, SharedParts shared) {
    this.shared = shared;
    Routing routing = settings.routing();
    failures = settings.failures();
    Choices choices = new Choices(new ExpectedCost(shared.accounting()), shared.states());
    DefaultModels defaults = new DefaultModels(settings.defaultModel(), settings.operationModels());
    routes = new Routes(shared.providers(), settings.aliases(), defaults, choices);
    hedges = new Hedges(settings.hedging(), shared.states(), shared.hedgeBudget());
    planner =
        new Planner(
            new Eligibility(
                routing.filters(),
                routing.requirements(),
                shared.fitness(),
                new TargetHealth(shared.states(), shared.models(), shared.time()),
                shared.accounting(),
                shared.states()),
            shared.fitness(),
            shared.time(),
            shared.estimator(),
            routing.classifier(),
            shared.chance());
  }

  Routes routes() {
    return routes;
  }

  /** Where a request may go: equal for those that may be answered by the same models. */
  String destination(LlmRequest<?> request, Scope scope) {
    return planner.destination(routes.resolve(request), request, scope);
  }

  RouteLink link() {
    return new RouteLink(routes, planner, failures, hedges, shared.events());
  }

  /** What every target of a request can do as far as it is known, wherever it may go. */
  Capabilities capabilities(LlmRequest<?> request) {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    for (Target target : routes.targets(request)) {
      all.retainAll(shared.fitness().known(target).asSet());
    }
    return Capabilities.of(all.toArray(Capability[]::new));
  }

  /** How much one embedding request may hold, wherever it may go. */
  EmbeddingLimits embeddingLimits(LlmRequest<?> request) {
    EmbeddingLimits least = EmbeddingLimits.UNKNOWN;
    for (Target target : routes.targets(request)) {
      EmbeddingLimits limits = shared.models().embeddingLimits(target);
      least =
          new EmbeddingLimits(
              Math.min(least.maxInputs(), limits.maxInputs()),
              Math.min(least.maxBytes(), limits.maxBytes()));
    }
    return least;
  }

  /**
   * What a request would go through now.
   *
   * @param run what is said of a run of several calls; empty for one call
   */
  Explanation explain(
      LlmRequest<?> request,
      Caller caller,
      String run,
      List<Explanation.Link> chain,
      Retries retries) {
    RouteNode route = routes.resolve(request);
    String name = route.route().toString();
    String asked = routes.defaults().nameFor(request);
    Plan plan = planner.explain(route, request, caller);
    List<Explanation.Step> steps = new ArrayList<>();
    List<Explanation.Skipped> skipped = new ArrayList<>();
    KeysExplained keys = new KeysExplained(shared.states(), shared.models(), shared.time());
    Candidate candidate = plan.next();
    while (candidate != null) {
      Target target = candidate.target();
      try {
        steps.add(new Explanation.Step(target, keys.first(target, caller), retries));
      } catch (LlmException noKey) {
        if (Routes.only(route) != null) {
          throw noKey; // as the call would
        }
        skipped.add(new Explanation.Skipped(target.toString(), "has " + noKey.getMessage()));
      }
      candidate = plan.next();
    }
    for (Plan.Skip skip : plan.skipped()) {
      skipped.add(new Explanation.Skipped(skip.what(), skip.reason()));
    }
    for (Target target : new LinkedHashSet<>(routes.targets(request))) {
      skipped.addAll(keys.resting(target, caller));
    }
    return new Explanation(
        request.operation().name().toLowerCase(Locale.ROOT)
            + " "
            + (name.equals(asked) ? name : asked + " = " + name)
            + run
            + hedgeInWords(hedges.of(request), hedges.obstacle(request), steps),
        steps.isEmpty() ? null : shared.accounting().estimate(request, steps.get(0).target().ref()),
        chain,
        steps,
        skipped);
  }

  private static String hedgeInWords(
      Hedging hedging, @Nullable String obstacle, List<Explanation.Step> steps) {
    boolean two = steps.size() > 1;
    if (!hedging.isOn() || steps.isEmpty() || !(two || hedging.sameTarget())) {
      return "";
    }
    if (obstacle != null) {
      return ", " + obstacle;
    }
    return ", " + hedging + ": at " + steps.get(two ? 1 : 0).target();
  }
}
