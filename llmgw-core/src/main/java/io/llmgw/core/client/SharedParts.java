package io.llmgw.core.client;

import io.llmgw.api.ClientSettings;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.DeploymentEstimator;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.filter.Fitness;
import io.llmgw.core.flight.Gatherings;
import io.llmgw.core.hedge.HedgeBudget;
import io.llmgw.core.link.Drains;
import io.llmgw.core.link.Models;
import io.llmgw.core.link.ObserverLink;
import io.llmgw.core.observe.Events;
import io.llmgw.core.provider.OwnKeys;
import io.llmgw.core.provider.Providers;
import io.llmgw.core.retry.RetryBudgets;
import io.llmgw.core.target.TargetStates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What all configurations of one client have in common: what it was built with for its life, and
 * what it has learnt of its targets.
 *
 * @param ownKeys of the targets of all configurations
 * @param events where it is said what happens
 * @param chanceOfWaits by which waits are spread, apart from that of choices
 * @param observers the links of all who observe calls
 * @param observersOfHost those of them that no feature has brought
 * @param custom the links of others than the engine
 */
record SharedParts(
    Providers providers,
    OwnKeys ownKeys,
    Models models,
    Fitness fitness,
    Accounting accounting,
    TokenEstimator estimator,
    Chance chance,
    Chance chanceOfWaits,
    TargetStates states,
    RetryBudgets budgets,
    HedgeBudget hedgeBudget,
    Drains drains,
    Gatherings gatherings,
    Events events,
    List<Interceptor> observers,
    List<Interceptor> observersOfHost,
    List<Interceptor> custom,
    TimeSource time) {

  /**
   * Those of a client with these settings.
   *
   * @param others than the engine that take part in its calls
   * @param listenerThreads tell listeners; false when there is none
   */
  static SharedParts of(
      ClientSettings settings,
      Contributions others,
      TimeSource time,
      Predicate<Runnable> listenerThreads) {
    Providers providers = new Providers(settings.providers());
    TokenEstimator estimator =
        DeploymentEstimator.of(settings.tokenEstimator(), settings.catalog().deployments());
    Accounting accounting =
        new Accounting(settings.catalog(), settings.unknownPrice(), estimator, time);
    Long seed = settings.calls().routing().seed();
    Chance chance = Chance.of(seed);
    List<Interceptor> observing = new ArrayList<>();
    others.observers().forEach(observer -> observing.add(new ObserverLink(observer, time)));
    Events events = new Events(others.listeners(), time, listenerThreads);
    return new SharedParts(
        providers,
        new OwnKeys(),
        new Models(providers, events),
        new Fitness(providers, accounting),
        accounting,
        estimator,
        chance,
        Chance.of(seed),
        new TargetStates(time, chance, events),
        new RetryBudgets(time),
        new HedgeBudget(),
        new Drains(time),
        new Gatherings(time),
        events,
        List.copyOf(observing),
        List.copyOf(observing.subList(0, settings.observers().size())), // they come first
        others.links(),
        time);
  }
}
