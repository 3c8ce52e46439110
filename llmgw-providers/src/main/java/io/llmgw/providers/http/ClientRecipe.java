package io.llmgw.providers.http;

import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** What a client of the provider's own is made of. Immutable. */
record ClientRecipe(
    List<Protocol> protocols,
    int idleConnections,
    long keepAliveNanos,
    @Nullable ProxyAccess proxy,
    @Nullable TlsMaterial tls,
    @Nullable HostLookup dns,
    EventListener.@Nullable Factory listeners) {
  OkHttpClient newClient() {
    OkHttpClient.Builder made =
        new OkHttpClient.Builder()
            .protocols(protocols)
            .connectionPool(
                new ConnectionPool(idleConnections, keepAliveNanos, TimeUnit.NANOSECONDS));
    if (proxy != null) {
      proxy.applyTo(made);
    }
    if (tls != null) {
      tls.applyTo(made);
    }
    if (dns != null) {
      made.dns(new NamedLookup(dns));
    }
    if (listeners != null) {
      made.eventListenerFactory(listeners);
    }
    return made.build();
  }
}
