package io.llmgw.core.client;

import io.llmgw.api.CallSettings;
import io.llmgw.api.Caller;
import io.llmgw.api.Explanation;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.EmbeddingLimits;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.route.ModelRef;
import io.llmgw.core.chain.CallFacts;
import io.llmgw.core.chain.Engine;
import io.llmgw.core.chain.FlightPlan;
import io.llmgw.core.chain.Links;
import io.llmgw.core.chain.RealCancellation;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.link.AggregationLink;
import io.llmgw.core.link.BreakerLink;
import io.llmgw.core.link.ModelTimeouts;
import io.llmgw.core.link.PaceLink;
import io.llmgw.core.link.ProviderLink;
import io.llmgw.core.link.RetryLink;
import io.llmgw.core.retry.RetryPolicy;
import io.llmgw.core.run.RunPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What calls go by, put together from their settings. A call reads the present one when it is asked
 * for and carries it along as its {@link Engine}, so that nothing of it, nor of what it makes on
 * its behalf, sees parts of two. Immutable; what is learnt of targets is in {@link SharedParts}.
 */
final class Configuration implements Engine {
  private final Gateway gateway;
  private final SharedParts shared;
  private final CallSettings settings;
  private final Router router;
  private final ModelTimeouts timeouts;
  private final RetryPolicy retries;
  private final Links links;

  private Configuration(
      Gateway gateway, SharedParts shared, CallSettings settings, @Nullable Links before) {
    this.gateway = gateway;
    this.shared = shared;
    this.settings = settings;
    this.router = new Router(settings, shared);
    shared.ownKeys().add(router.routes().ofAliases());
    this.timeouts = new ModelTimeouts(settings, router.routes());
    this.retries =
        new RetryPolicy(
            settings.retries(), settings.failures(), shared.budgets(), shared.chanceOfWaits());
    this.links =
        before == null ? Links.of(engineLinks(), shared.custom()) : before.with(engineLinks());
  }

  /**
   * The first one of a client.
   *
   * @throws IllegalArgumentException when its settings contradict each other
   */
  static Configuration first(Gateway gateway, SharedParts shared, CallSettings settings) {
    return new Configuration(gateway, shared, settings, null);
  }

  /**
   * The one that may take the place of this one.
   *
   * @throws IllegalArgumentException when the settings contradict each other, or change the seed
   */
  Configuration with(CallSettings others) {
    Long seed = settings.routing().seed();
    if (!Objects.equals(seed, others.routing().seed())) {
      throw new IllegalArgumentException(
          "seed " + others.routing().seed() + " of the routing: it stays what it was, " + seed);
    }
    return new Configuration(gateway, shared, others, links);
  }

  /** Every link of the engine; {@link Links} puts them and those of others in order. */
  private List<Interceptor> engineLinks() {
    List<Interceptor> engine = new ArrayList<>(shared.observers());
    if (settings.aggregation().isOn()) {
      engine.add(
          new AggregationLink(
              settings.aggregation(),
              shared.gatherings(),
              router.routes(),
              shared.models(),
              shared.estimator()));
    }
    engine.add(router.link());
    engine.add(
        new RetryLink(
            shared.models(), shared.states(), retries, shared.accounting(), shared.drains()));
    if (router.routes().haveLimits()) {
      engine.add(new PaceLink());
    }
    ProviderLink provider = new ProviderLink(shared.models());
    engine.add(new BreakerLink(shared.states(), settings.failures(), provider, shared.events()));
    engine.add(provider);
    return engine;
  }

  CallSettings settings() {
    return settings;
  }

  /** All models that its names may lead to. */
  Set<ModelRef> models() {
    return router.routes().models();
  }

  /** The clocks of a call that is made for this request. */
  Timeouts timeoutsOf(LlmRequest<?> request) {
    return timeouts.of(request);
  }

  /** From the moment that this is asked for to its end; null for no bound. */
  @Nullable Duration totalOf(LlmRequest<?> request) {
    return RunPlan.total(request, timeoutsOf(request).total());
  }

  /** How much one embedding request may hold where this one goes. */
  EmbeddingLimits embeddingLimits(LlmRequest<?> request) {
    return router.embeddingLimits(request);
  }

  /** What every target of a request can do as far as it is known, wherever it may go. */
  Capabilities capabilities(LlmRequest<?> request) {
    return router.capabilities(request);
  }

  RunPlan runPlan(String id, ChatRequest request) {
    return RunPlan.of(id, request, timeoutsOf(request).total(), () -> capabilities(request));
  }

  /** The facts of a call of the application. */
  CallFacts facts(
      String id, String runId, LlmRequest<?> request, Delivery delivery, Caller caller) {
    return CallFacts.of(
        id,
        runId,
        null,
        caller,
        Purpose.APPLICATION,
        delivery,
        timeoutsOf(request),
        drainOf(request),
        shared.time(),
        links,
        this);
  }

  /**
   * The facts of a call of the application that is not made: it goes to its observers alone.
   *
   * @param hostAlone whether those of features are left out
   */
  CallFacts unmadeFacts(
      String id,
      LlmRequest<?> request,
      Delivery delivery,
      Caller caller,
      Refusal refusal,
      boolean hostAlone) {
    List<Interceptor> observed =
        new ArrayList<>(hostAlone ? shared.observersOfHost() : shared.observers());
    observed.add(refusal);
    return CallFacts.of(
        id,
        id,
        null,
        caller,
        Purpose.APPLICATION,
        delivery,
        timeoutsOf(request),
        UsageDrain.OFF,
        shared.time(),
        Links.of(observed, List.of()),
        this);
  }

  @Override
  public @Nullable String nameFor(LlmRequest<?> request) {
    return router.routes().defaults().nameFor(request);
  }

  @Override
  public boolean isConfigured(String name) {
    return router.routes().isConfigured(name);
  }

  private UsageDrain drainOf(LlmRequest<?> request) {
    UsageDrain own = request.option(UsageDrain.class);
    return own == null ? settings.usageDrain() : own;
  }

  /** The facts of a call that a link makes on behalf of this one. */
  CallFacts internalFacts(String id, Scope parent, Purpose purpose, LlmRequest<?> request) {
    return CallFacts.of(
        id,
        id,
        parent.callId(),
        parent.caller(),
        purpose,
        Delivery.WHOLE,
        InternalCall.clocks(timeoutsOf(request), parent.remaining()),
        UsageDrain.OFF, // it ends with its parent, which is never its caller's doing alone
        shared.time(),
        links,
        this);
  }

  @Override
  public String destination(LlmRequest<?> request, Scope scope) {
    return router.destination(request, scope);
  }

  @Override
  public @Nullable EventStream share(FlightPlan plan, Object key, Tap oncePerFlight) {
    return gateway.share(plan, new FlightKey(this, key), oncePerFlight);
  }

  @Override
  public Predicate<Runnable> crew(RealCancellation call) {
    return gateway.crew(call);
  }

  /** Whoever joins a flight gets what its configuration says, so only calls of the same one do. */
  private record FlightKey(Configuration configuration, Object key) {}

  @Override
  public <R extends LlmResponse> R internal(Scope parent, Purpose purpose, LlmRequest<R> request) {
    return gateway.internal(this, parent, purpose, request);
  }

  /**
   * What a request would go through now.
   *
   * @param run what is said of a run of several calls; empty for one call
   */
  Explanation explain(LlmRequest<?> request, Caller caller, String run) {
    return router.explain(
        request, caller, run, links.describe(Purpose.APPLICATION), retries.of(request));
  }
}
