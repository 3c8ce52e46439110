package io.llmgw.api;

import io.llmgw.api.catalog.ModelCatalog;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.price.UnknownPrice;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Everything a client is made from, as {@link LlmClientBuilder} collected it. Immutable.
 *
 * @param providers in order of registration, names unique
 * @param calls what calls go by, which may change while the client runs
 * @param links custom links, in order of registration
 * @param features in order of registration
 * @param observers in order of registration
 * @param listeners in order of registration
 * @param contexts what is carried across threads beside the logging context
 * @param catalog what is known of models
 * @param unknownPrice what happens to calls at models whose price is unknown
 * @param tokenEstimator what estimates tokens that were not reported
 * @param executor of the host for {@code sendAsync} and {@code publish}; null for the client's own
 * @param time the clocks to measure and wait by; null for the system's
 * @param closeGrace how long {@code close} waits before it cancels
 */
public record ClientSettings(
    List<Provider> providers,
    CallSettings calls,
    List<Interceptor> links,
    List<Feature> features,
    List<CallObserver> observers,
    List<GatewayListener> listeners,
    List<ContextCapture> contexts,
    ModelCatalog catalog,
    UnknownPrice unknownPrice,
    TokenEstimator tokenEstimator,
    @Nullable Executor executor,
    @Nullable TimeSource time,
    Duration closeGrace) {

  /** Copies the collections. */
  public ClientSettings {
    providers = List.copyOf(providers);
    links = List.copyOf(links);
    features = List.copyOf(features);
    observers = List.copyOf(observers);
    listeners = List.copyOf(listeners);
    contexts = List.copyOf(contexts);
  }
}
