package io.llmgw.core.client;

import io.llmgw.api.ClientSettings;
import io.llmgw.api.ContextCapture;
import io.llmgw.api.chain.Feature;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.GatewayListener;
import io.llmgw.api.time.TimeSource;
import java.util.ArrayList;
import java.util.List;

/** What takes part in the calls of a client and is not the engine's own. */
record Contributions(
    List<CallObserver> observers,
    List<GatewayListener> listeners,
    List<Interceptor> links,
    List<ContextCapture> captures) {

  /** Those that the host gave one by one. */
  static Contributions ofHost(ClientSettings settings) {
    return new Contributions(
        settings.observers(), settings.listeners(), settings.links(), settings.contexts());
  }

  /** These, and after them those of features, each of which may be asked once alone. */
  Contributions and(List<Feature> features, TimeSource time) {
    List<CallObserver> allObservers = new ArrayList<>(observers);
    List<GatewayListener> allListeners = new ArrayList<>(listeners);
    List<Interceptor> allLinks = new ArrayList<>(links);
    List<ContextCapture> allCaptures = new ArrayList<>(captures);
    for (Feature feature : features) {
      allListeners.addAll(feature.listeners(time));
      allObservers.addAll(feature.observers(time));
      allLinks.addAll(feature.links(time));
      allCaptures.addAll(feature.captures());
    }
    return new Contributions(allObservers, allListeners, List.copyOf(allLinks), allCaptures);
  }
}
