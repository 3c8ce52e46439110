package io.llmgw.api;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.InterceptorFactory;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.extend.Extensions;
import io.llmgw.api.extend.Stranger;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.provider.ProviderFactory;
import io.llmgw.api.provider.Settings;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Aggregation;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.Operation;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a client is made of. Every mistake is reported at once: a bad value by {@link
 * IllegalArgumentException} with the value and what is allowed, a second assignment by {@link
 * IllegalStateException}. Not thread-safe; used once.
 */
public final class LlmClientBuilder {
  /** Clocks of a client that sets none: 10 s to connect, 10 min for a call in all. */
  public static final Timeouts DEFAULT_TIMEOUTS =
      Timeouts.connect(Duration.ofSeconds(10)).total(Duration.ofMinutes(10));

  /** How long {@code close} waits for calls under way when nothing else is set: 5 s. */
  public static final Duration DEFAULT_CLOSE_GRACE = Duration.ofSeconds(5);

  private final ClientEngine engine;
  private final Map<String, Provider> providers = new LinkedHashMap<>();
  private final List<Interceptor> links = new ArrayList<>();
  private final Map<String, Feature> features = new LinkedHashMap<>();
  private final List<CallObserver> observers = new ArrayList<>();
  private final List<GatewayListener> listeners = new ArrayList<>();
  private final List<ContextCapture> contexts = new ArrayList<>();
  private final Set<String> assigned = new HashSet<>();
  private CallSettings calls = CallSettings.DEFAULT;
  private @Nullable ModelCatalog catalog;
  private @Nullable UnknownPrice unknownPrice;
  private @Nullable TokenEstimator tokenEstimator;
  private @Nullable Executor executor;
  private @Nullable TimeSource time;
  private @Nullable Duration closeGrace;
  private boolean built;

  LlmClientBuilder(ClientEngine engine) {
    this.engine = engine;
  }

  /**
   * Adds a provider. The client closes it.
   *
   * @throws IllegalStateException when there is one of the same name already, or it has no name
   */
  public LlmClientBuilder provider(Provider provider) {
    String name = Stranger.told("provider", provider, "name()", provider::name);
    if (!ModelRef.isName(name)) {
      throw new IllegalArgumentException(
          "provider name '" + name + "': letters, digits, '.', '_' and '-' are allowed");
    }
    if (providers.putIfAbsent(name, provider) != null) {
      throw new IllegalStateException("provider '" + name + "' is registered twice");
    }
    return this;
  }

  /**
   * Adds a provider that a jar on the class or module path offers by {@link ProviderFactory}, such
   * as {@code openai}. Its jar is looked at now, and not before.
   *
   * @param name the factory's name
   * @param settings as the factory explains them
   * @throws IllegalStateException when there is no factory of this name, or there are two
   * @throws IllegalArgumentException when a setting is missing, unknown or out of range
   */
  public LlmClientBuilder provider(String name, Map<String, String> settings) {
    return provider(
        new Extensions<>(ProviderFactory.class, "provider factory", ProviderFactory::name)
            .make(name, factory -> factory.create(Settings.of(settings))));
  }

  /**
   * Gives a model another name: {@code alias("smart", "openai/gpt-5-mini")}. Swapping the model
   * behind an alias changes no application code.
   *
   * @param name not blank, without a slash
   * @param model {@code provider/model}, or another alias
   */
  public LlmClientBuilder alias(String name, String model) {
    return alias(name, calls.alias(name, model));
  }

  /**
   * Gives a route a name: {@code alias("smart", Route.ordered(target(a), target(b)))}. Whether its
   * targets, and the aliases that it names, are there is checked when the client is built.
   *
   * @param name not blank, without a slash
   */
  public LlmClientBuilder alias(String name, Route route) {
    return alias(name, calls.alias(name, route));
  }

  private LlmClientBuilder alias(String name, CallSettings withIt) {
    if (calls.aliases().containsKey(name)) {
      throw new IllegalStateException("alias '" + name + "' is defined twice");
    }
    calls = withIt;
    return this;
  }

  /** The model of requests that name none: {@code provider/model} or an alias. */
  public LlmClientBuilder defaultModel(String model) {
    calls = once("defaultModel", calls.defaultModel(model));
    return this;
  }

  /**
   * The model of requests of one operation that name none, whose provider has to offer it: {@code
   * provider/model} or an alias; default the default model.
   */
  public LlmClientBuilder defaultModel(Operation operation, String model) {
    calls = once("default model of " + operation, calls.defaultModel(operation, model));
    return this;
  }

  /** {@link #defaultModel(Operation, String)} of embeddings; default the default model. */
  public LlmClientBuilder defaultEmbeddingModel(String model) {
    return defaultModel(Operation.EMBEDDINGS, model);
  }

  /**
   * Adds a policy at the slot that its {@link LinkSpec} names.
   *
   * @throws IllegalArgumentException when it asks for a slot that is the engine's own: {@code
   *     OBSERVE} (see {@link #observe}), {@code PROVIDER}, or {@code ROUTE}, {@code RETRY}, {@code
   *     MEASURE} and {@code BREAKER}, which are open to a {@link Feature}
   * @throws IllegalStateException when its spec is null or fails
   */
  public LlmClientBuilder use(Interceptor link) {
    links.add(EngineSlots.checked(link));
    return this;
  }

  /**
   * Adds a policy that a jar on the class or module path offers by {@link InterceptorFactory}.
   *
   * @param name the factory's name
   * @param settings as the factory explains them
   * @throws IllegalStateException when there is no factory of this name, or there are two
   * @throws IllegalArgumentException when a setting is missing, unknown or out of range
   */
  public LlmClientBuilder use(String name, Map<String, String> settings) {
    return use(interceptors().<Interceptor>make(name, f -> f.create(Settings.of(settings))));
  }

  /**
   * Adds every policy that a jar on the class or module path offers by {@link InterceptorFactory},
   * without settings. Nothing is added unless this or {@link #use(String, Map)} is called: a jar on
   * the path never silently sees prompts.
   *
   * @throws IllegalStateException when two factories have the same name
   * @throws IllegalArgumentException when a factory needs settings
   */
  public LlmClientBuilder discover() {
    interceptors().<Interceptor>makeAll(f -> f.create(Settings.none())).forEach(this::use);
    return this;
  }

  private static Extensions<InterceptorFactory> interceptors() {
    return new Extensions<>(
        InterceptorFactory.class, "interceptor factory", InterceptorFactory::name);
  }

  /**
   * What targets are chosen by whatever the route: the classifier of tasks, requirements, filters;
   * default {@link Routing#DEFAULT}, none of them.
   */
  public LlmClientBuilder routing(Routing routing) {
    calls = once("routing", calls.routing(routing));
    return this;
  }

  /** Adds a policy bundle. The client closes it. */
  public LlmClientBuilder use(Feature feature) {
    String name = Stranger.told("feature", feature, "name()", feature::name);
    if (features.putIfAbsent(name, feature) != null) {
      throw new IllegalStateException("feature '" + name + "' is used twice");
    }
    return this;
  }

  /** Adds an observer of all calls, which sees no text. */
  public LlmClientBuilder observe(CallObserver observer) {
    observers.add(Objects.requireNonNull(observer, "observer"));
    return this;
  }

  /** Adds a listener of what happens apart from single calls. */
  public LlmClientBuilder listen(GatewayListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /** Adds something to carry onto the threads of calls; the logging context is carried anyway. */
  public LlmClientBuilder carry(ContextCapture context) {
    contexts.add(Objects.requireNonNull(context, "context"));
    return this;
  }

  /** Clocks for calls that set none of their own; what is not set keeps its default. */
  public LlmClientBuilder timeouts(Timeouts timeouts) {
    calls = once("timeouts", calls.timeouts(timeouts));
    return this;
  }

  /**
   * Clocks for calls that ask for this model and set none of their own; default those of the
   * client. An alias without clocks of its own has those of the name that it stands for. What
   * counts is the name that the application asks for, whatever a policy makes of it.
   *
   * @param model {@code provider/model} or an alias
   */
  public LlmClientBuilder timeouts(String model, Timeouts timeouts) {
    CallSettings withIt = calls.timeouts(model, timeouts);
    if (calls.modelTimeouts().containsKey(model)) {
      throw new IllegalStateException("timeouts of model '" + model + "' are set twice");
    }
    calls = withIt;
    return this;
  }

  /**
   * How often calls are tried that do not say so themselves; default {@link Retries#DEFAULT}, up to
   * 3 tries.
   */
  public LlmClientBuilder retries(Retries retries) {
    calls = once("retries", calls.retries(retries));
    return this;
  }

  /**
   * What follows from each kind of failure: repeats, further keys and targets, cool-downs, the
   * circuit breaker; default {@link Reactions#standard}.
   */
  public LlmClientBuilder failures(Reactions table) {
    calls = once("failures", calls.failures(table));
    return this;
  }

  /**
   * What is known of models: their prices, windows and capabilities; default {@link
   * ModelCatalog#builtIn}, which is read at the first call.
   */
  public LlmClientBuilder catalog(ModelCatalog catalog) {
    this.catalog = once("catalog", catalog);
    return this;
  }

  /**
   * What happens to calls at models whose price is unknown; default {@link UnknownPrice#ALLOW}:
   * they are made, and what they cost is unknown, never 0.
   */
  public LlmClientBuilder unknownPrice(UnknownPrice policy) {
    unknownPrice = once("unknownPrice", policy);
    return this;
  }

  /**
   * What estimates the tokens that no provider has reported, and learns from those that one has;
   * default {@link TokenEstimator#create}, one of this client's own.
   */
  public LlmClientBuilder tokenEstimator(TokenEstimator estimator) {
    tokenEstimator = once("tokenEstimator", estimator);
    return this;
  }

  /**
   * Whether a second target is asked when the first one is slow; default {@link Hedging#OFF}. An
   * option of a call counts before it.
   */
  public LlmClientBuilder hedging(Hedging hedging) {
    calls = once("hedging", calls.hedging(hedging));
    return this;
  }

  /**
   * Whether answers that their caller leaves are read on to the usage that their provider reports;
   * default {@link UsageDrain#OFF}, they are cut and estimated. An option of a call counts before
   * it.
   */
  public LlmClientBuilder usageDrain(UsageDrain drain) {
    calls = once("usageDrain", calls.usageDrain(drain));
    return this;
  }

  /**
   * Whether small embedding calls that are made at about the same time go to the provider in one
   * request; default {@link Aggregation#OFF}. A call with the option {@link Aggregation#ALONE}
   * waits for nobody.
   */
  public LlmClientBuilder aggregation(Aggregation aggregation) {
    calls = once("aggregation", calls.aggregation(aggregation));
    return this;
  }

  /**
   * Runs {@code sendAsync} and {@code publish}; default a virtual thread per call where the JVM has
   * them, else a pool of at most 256 threads. The client does not close it. The total of a call
   * runs while it waits there for a thread; a close fails the calls that wait.
   */
  public LlmClientBuilder executor(Executor executor) {
    this.executor = once("executor", executor);
    return this;
  }

  /** The clocks to measure and wait by; default the system's. */
  public LlmClientBuilder time(TimeSource time) {
    this.time = once("time", time);
    return this;
  }

  /**
   * How long {@code close} waits for calls before it cancels them, and for listeners, providers and
   * features to end; zero cancels at once. Default {@link #DEFAULT_CLOSE_GRACE}.
   */
  public LlmClientBuilder closeGrace(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("close grace " + grace + ": must be zero or more");
    }
    closeGrace = once("closeGrace", grace);
    return this;
  }

  /**
   * The client. Opens no connection and starts no thread.
   *
   * @throws IllegalStateException when there is no provider, or this builder was used already
   * @throws IllegalArgumentException when an alias, a default model or a model with timeouts leads
   *     nowhere or in a circle, a branch of a route can never be reached, or no provider of the
   *     default model of an operation offers it; the message names the path
   */
  public LlmClient build() {
    if (built) {
      throw new IllegalStateException("this builder has built its client already");
    }
    if (providers.isEmpty()) {
      throw new IllegalStateException("a client needs a provider: call provider(...) first");
    }
    LlmClient client =
        engine.create(
            new ClientSettings(
                List.copyOf(providers.values()),
                calls,
                links,
                List.copyOf(features.values()),
                observers,
                listeners,
                contexts,
                catalog == null ? ModelCatalog.builtIn() : catalog,
                unknownPrice == null ? UnknownPrice.ALLOW : unknownPrice,
                tokenEstimator == null ? TokenEstimator.create() : tokenEstimator,
                executor,
                time,
                closeGrace == null ? DEFAULT_CLOSE_GRACE : closeGrace));
    built = true;
    return client;
  }

  private <T> T once(String name, T value) {
    Objects.requireNonNull(value, name);
    if (!assigned.add(name)) {
      throw new IllegalStateException(name + " is set twice");
    }
    return value;
  }
}
