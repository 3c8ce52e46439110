package io.llmgw.providers.http;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** What was said to a builder so far, and whether it goes together. Not thread-safe. */
final class Choices {
  private static final int MOST = 100_000;
  private static final int IDLE_CONNECTIONS = 64;
  private static final long KEEP_ALIVE_NANOS = TimeUnit.MINUTES.toNanos(5);
  // Measured to lose nothing of a cold burst; many servers allow 100.
  private static final int STREAMS = 80;

  @Nullable OkHttpClient client;
  @Nullable String userAgent;
  private @Nullable String proxyHost;
  private int proxyPort;
  private @Nullable String proxyCredentials;
  private @Nullable DirectHosts noProxy;
  private @Nullable List<X509Certificate> trust;
  private @Nullable List<X509Certificate> trustPem;
  private KeyManager @Nullable [] clientKeys;
  private @Nullable HostLookup dns;
  private EventListener.@Nullable Factory listeners;
  private @Nullable Integer maxIdleConnections;
  private @Nullable Duration keepAlive;
  private @Nullable Integer maxConnectionsPerHost;
  private @Nullable Integer maxConcurrentStreams;
  private boolean http2;

  void proxy(String host, int port) {
    checkUnset(proxyHost, "proxy");
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host of the proxy must not be blank");
    }
    proxyPort = inRange(port, 1, 65_535, "the port of the proxy");
    proxyHost = host.strip();
  }

  void proxyCredentials(String user, String secret) {
    checkUnset(proxyCredentials, "proxyCredentials");
    if (user.isBlank()) {
      throw new IllegalArgumentException("the user of the proxy must not be blank");
    }
    if (user.indexOf(':') >= 0) { // RFC 7617, 2
      throw new IllegalArgumentException("the user of the proxy must not have a colon");
    }
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("the secret of the proxy must not be empty");
    }
    proxyCredentials = ProxyAccess.credentials(user, secret);
  }

  void noProxy(String... hosts) {
    checkUnset(noProxy, "noProxy");
    noProxy = DirectHosts.of(hosts);
  }

  void trust(KeyStore store) {
    checkUnset(trust, "trust");
    trust = TlsMaterial.trustedBy(store);
  }

  void trustPem(Path... files) {
    checkUnset(trustPem, "trustPem");
    List<X509Certificate> all = new ArrayList<>();
    for (Path file : files) {
      all.addAll(new PemFile(file).certificates());
    }
    trustPem = all;
  }

  void clientCertificate(KeyStore store, char[] password) {
    checkUnset(clientKeys, "clientCertificate");
    clientKeys = TlsMaterial.keysOf(store, password);
  }

  void clientCertificatePem(Path certificate, Path key) {
    checkUnset(clientKeys, "clientCertificate");
    clientKeys = TlsMaterial.keysOf(certificate, key);
  }

  void dns(HostLookup lookup) {
    checkUnset(dns, "dns");
    dns = lookup;
  }

  void eventListenerFactory(EventListener.Factory factory) {
    checkUnset(listeners, "eventListenerFactory");
    listeners = factory;
  }

  void maxIdleConnections(int count) {
    checkUnset(maxIdleConnections, "maxIdleConnections");
    maxIdleConnections = inRange(count, 0, MOST, "maxIdleConnections");
  }

  void keepAlive(Duration limit) {
    checkUnset(keepAlive, "keepAlive");
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException("keepAlive must be positive, not " + limit);
    }
    keepAlive = limit;
  }

  void maxConnectionsPerHost(int count) {
    checkUnset(maxConnectionsPerHost, "maxConnectionsPerHost");
    maxConnectionsPerHost = inRange(count, 1, MOST, "maxConnectionsPerHost");
  }

  void maxConcurrentStreams(int count) {
    checkUnset(maxConcurrentStreams, "maxConcurrentStreams");
    maxConcurrentStreams = inRange(count, 1, MOST, "maxConcurrentStreams");
  }

  void http2() {
    checkUnset(http2 ? this : null, "http2");
    http2 = true;
  }

  /** The message does not show it: whoever mixes up two settings may have given a key. */
  void userAgent(String text) {
    checkUnset(userAgent, "userAgent");
    if (text.isBlank()) {
      throw new IllegalArgumentException("userAgent must not be blank");
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        throw new IllegalArgumentException(
            "userAgent must be printable ASCII, not char " + (int) text.charAt(i));
      }
    }
    userAgent = text;
  }

  void client(OkHttpClient own) {
    checkUnset(client, "client");
    client = own;
  }

  static void checkUnset(@Nullable Object value, String name) {
    if (value != null) {
      throw new IllegalStateException(name + " is set already");
    }
  }

  private static int inRange(int value, int least, int most, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", not " + value);
    }
    return value;
  }

  /**
   * What goes together.
   *
   * @throws IllegalStateException when two choices contradict each other
   */
  ClientRecipe recipe() {
    if (client != null) {
      checkOwn(proxyHost, "proxy");
      checkOwn(proxyCredentials, "proxyCredentials");
      checkOwn(noProxy, "noProxy");
      checkOwn(trust, "trust");
      checkOwn(trustPem, "trustPem");
      checkOwn(clientKeys, "clientCertificate");
      checkOwn(dns, "dns");
      checkOwn(listeners, "eventListenerFactory");
      checkOwn(maxIdleConnections, "maxIdleConnections");
      checkOwn(keepAlive, "keepAlive");
      checkOwn(http2 ? this : null, "http2");
    } else if (maxConcurrentStreams != null && !http2) {
      throw new IllegalStateException(
          "maxConcurrentStreams is for HTTP/2, which is not spoken without http2()");
    }
    if (proxyHost == null && (proxyCredentials != null || noProxy != null)) {
      throw new IllegalStateException("proxyCredentials and noProxy need a proxy(host, port)");
    }
    return new ClientRecipe(
        http2 ? List.of(Protocol.HTTP_2, Protocol.HTTP_1_1) : List.of(Protocol.HTTP_1_1),
        maxIdleConnections == null ? IDLE_CONNECTIONS : maxIdleConnections,
        keepAlive == null ? KEEP_ALIVE_NANOS : TimeUnit.NANOSECONDS.convert(keepAlive),
        proxyAccess(),
        tlsMaterial(),
        dns,
        listeners);
  }

  private static void checkOwn(@Nullable Object value, String name) {
    if (value != null) {
      throw new IllegalStateException(
          name + " goes with a client of the provider's own: set it on the client that you give");
    }
  }

  private @Nullable ProxyAccess proxyAccess() {
    DirectHosts direct = noProxy == null ? DirectHosts.none() : noProxy;
    return proxyHost == null
        ? null
        : new ProxyAccess(proxyHost, proxyPort, proxyCredentials, direct);
  }

  private @Nullable TlsMaterial tlsMaterial() {
    if (trust == null && trustPem == null && clientKeys == null) {
      return null;
    }
    List<X509Certificate> all = new ArrayList<>(trust == null ? List.of() : trust);
    all.addAll(trustPem == null ? List.of() : trustPem);
    return new TlsMaterial(all, clientKeys);
  }

  int connectionsPerHost() {
    return maxConnectionsPerHost == null ? Integer.MAX_VALUE : maxConnectionsPerHost;
  }

  int streams() {
    return maxConcurrentStreams == null ? STREAMS : maxConcurrentStreams;
  }
}
