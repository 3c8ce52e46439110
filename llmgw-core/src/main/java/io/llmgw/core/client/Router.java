package io.llmgw.core.client;

import io.llmgw.api.Caller;
import io.llmgw.api.ClientSettings;
import io.llmgw.api.Explanation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Retries;
import io.llmgw.api.route.Routing;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.ExpectedCost;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.choice.Choices;
import io.llmgw.core.filter.Eligibility;
import io.llmgw.core.filter.Fitness;
import io.llmgw.core.link.Models;
import io.llmgw.core.link.RouteLink;
import io.llmgw.core.link.TargetHealth;
import io.llmgw.core.provider.Providers;
import io.llmgw.core.route.Candidate;
import io.llmgw.core.route.DefaultModels;
import io.llmgw.core.route.Plan;
import io.llmgw.core.route.Planner;
import io.llmgw.core.route.RouteNode;
import io.llmgw.core.route.Routes;
import io.llmgw.core.target.TargetStates;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All that decides where calls of a client go, put together from its settings. Thread-safe. */
final class Router {
  private final Accounting accounting;
  private final Models models;
  private final TargetStates states;
  private final Reactions failures;
  private final Routes routes;
  private final Fitness fitness;
  private final Planner planner;

  Router(ClientSettings settings, Accounting accounting, TimeSource time) {
    this.accounting = accounting;
    Providers providers = new Providers(settings.providers());
    Routing routing = settings.routing();
    Chance chance = Chance.of(routing.seed());
    failures = settings.failures();
    states = new TargetStates(time, chance);
    Choices choices = new Choices(new ExpectedCost(accounting), states);
    models = new Models(providers);
    DefaultModels defaults =
        new DefaultModels(settings.defaultModel(), settings.defaultEmbeddingModel());
    routes = new Routes(providers, settings.aliases(), defaults, choices);
    fitness = new Fitness(providers, accounting);
    planner =
        new Planner(
            new Eligibility(
                routing.filters(),
                routing.requirements(),
                fitness,
                new TargetHealth(states, models, time),
                accounting,
                states),
            fitness,
            time,
            settings.tokenEstimator(),
            routing.classifier(),
            chance);
  }

  Models models() {
    return models;
  }

  /** What has happened at each target. */
  TargetStates states() {
    return states;
  }

  Routes routes() {
    return routes;
  }

  RouteLink link() {
    return new RouteLink(routes, planner, failures);
  }

  /** What every target of a request can do as far as it is known, wherever it may go. */
  Capabilities capabilities(LlmRequest<?> request) {
    Set<Capability> all = EnumSet.allOf(Capability.class);
    for (Target target : routes.targets(request)) {
      all.retainAll(fitness.known(target).asSet());
    }
    return Capabilities.of(all.toArray(Capability[]::new));
  }

  /** How much one embedding request may hold, wherever it may go. */
  EmbeddingLimits embeddingLimits(LlmRequest<?> request) {
    EmbeddingLimits least = EmbeddingLimits.UNKNOWN;
    for (Target target : routes.targets(request)) {
      EmbeddingLimits limits = models.embeddingLimits(target);
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
    Candidate candidate = plan.next();
    while (candidate != null) {
      Target target = candidate.target();
      try {
        steps.add(new Explanation.Step(target, models.keyAlias(target, caller), retries));
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
    return new Explanation(
        request.operation().name().toLowerCase(Locale.ROOT)
            + " "
            + (name.equals(asked) ? name : asked + " = " + name)
            + run,
        steps.isEmpty() ? null : accounting.estimate(request, steps.get(0).target().ref()),
        chain,
        steps,
        skipped);
  }
}
