package io.llmgw.api;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Retries;
import io.llmgw.api.request.Timeouts;
import io.llmgw.api.request.UsageDrain;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Routing;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Everything a client is made from, as {@link LlmClientBuilder} collected it. Immutable.
 *
 * @param providers in order of registration, names unique
 * @param aliases routes by the names that they are asked for by
 * @param defaultModel for requests that name none; null when there is no default
 * @param defaultEmbeddingModel for embeddings that name none; null for {@code defaultModel}
 * @param routing what targets are chosen by whatever the route
 * @param links custom links, in order of registration
 * @param features in order of registration
 * @param observers in order of registration
 * @param contexts what is carried across threads beside the logging context
 * @param timeouts clocks of calls that set none of their own
 * @param modelTimeouts clocks of calls that ask for a model by this name; what is not set there is
 *     as in {@code timeouts}
 * @param retries how often a call is tried that does not say so itself
 * @param failures what follows from each kind of failure
 * @param catalog what is known of models
 * @param unknownPrice what happens to calls at models whose price is unknown
 * @param tokenEstimator what estimates tokens that were not reported
 * @param usageDrain what becomes of answers that their caller leaves, where a call does not say so
 * @param executor of the host for {@code sendAsync} and {@code publish}; null for the client's own
 * @param time the clocks to measure and wait by; null for the system's
 * @param closeGrace how long {@code close} waits before it cancels
 */
public record ClientSettings(
    List<Provider> providers,
    Map<String, Route> aliases,
    @Nullable String defaultModel,
    @Nullable String defaultEmbeddingModel,
    Routing routing,
    List<Interceptor> links,
    List<Feature> features,
    List<CallObserver> observers,
    List<ContextCapture> contexts,
    Timeouts timeouts,
    Map<String, Timeouts> modelTimeouts,
    Retries retries,
    Reactions failures,
    ModelCatalog catalog,
    UnknownPrice unknownPrice,
    TokenEstimator tokenEstimator,
    UsageDrain usageDrain,
    @Nullable Executor executor,
    @Nullable TimeSource time,
    Duration closeGrace) {

  /** Copies the collections. */
  public ClientSettings {
    providers = List.copyOf(providers);
    aliases = Collections.unmodifiableMap(new LinkedHashMap<>(aliases));
    modelTimeouts = Collections.unmodifiableMap(new LinkedHashMap<>(modelTimeouts));
    links = List.copyOf(links);
    features = List.copyOf(features);
    observers = List.copyOf(observers);
    contexts = List.copyOf(contexts);
  }
}
