package io.llmgw.providers.http;

import io.llmgw.api.provider.Settings;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * How a provider uses HTTP. Immutable and thread-safe; may be shared by several providers, each of
 * which has connections of its own.
 *
 * <p>How long things may take is not said here: {@link io.llmgw.api.request.Timeouts} of the call
 * and the client are. The headers of an answer may have 256 KiB in all.
 */
public final class HttpSettings {
  /** The defaults of every setting. */
  public static final HttpSettings DEFAULTS = builder().build();

  private static final long MAX_RESPONSE_BYTES = 64L * 1024 * 1024;
  private static final long MOST_BYTES = 1L << 30;
  private static final int MAX_EVENT_BYTES = 8 * 1024 * 1024;

  private final long maxResponseBytes;
  private final int maxEventBytes;
  private final @Nullable OkHttpClient client;
  private final @Nullable String userAgent;
  private final ClientRecipe recipe;
  private final int connectionsPerHost;
  private final int streams;

  private HttpSettings(Builder builder) {
    maxResponseBytes =
        builder.maxResponseBytes == 0 ? MAX_RESPONSE_BYTES : builder.maxResponseBytes;
    maxEventBytes = builder.maxEventBytes == 0 ? MAX_EVENT_BYTES : builder.maxEventBytes;
    client = builder.choices.client;
    userAgent = builder.choices.userAgent;
    recipe = builder.choices.recipe();
    connectionsPerHost = builder.choices.connectionsPerHost();
    streams = builder.choices.streams();
  }

  /** A builder with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Settings as text, for providers that are made by name: {@code max-response-bytes}, {@code
   * max-event-bytes}, {@code proxy} (as {@code host:port}), {@code proxy-user}, {@code
   * proxy-secret}, {@code no-proxy}, {@code trust-pem}, {@code client-certificate-pem}, {@code
   * client-key-pem}, {@code max-idle-connections}, {@code keep-alive} (as {@code PT5M}), {@code
   * max-connections-per-host}, {@code http2} ({@code true} or {@code false}), {@code
   * max-concurrent-streams}, {@code user-agent}. Lists have commas. Other names are left alone.
   *
   * @throws IllegalArgumentException when a value is not allowed; secret ones are not shown
   * @throws IllegalStateException when two contradict each other
   */
  public static HttpSettings named(Settings settings) {
    return NamedHttpSettings.read(settings);
  }

  /** The most bytes of one answer that are read, after decompression. */
  public long maxResponseBytes() {
    return maxResponseBytes;
  }

  /** The most bytes of one event of a stream that are held. */
  public int maxEventBytes() {
    return maxEventBytes;
  }

  /** The client of the application, null for one of the provider's own. */
  public @Nullable OkHttpClient client() {
    return client;
  }

  /** How the gateway introduces itself, null for {@code llmgw} and its version. */
  public @Nullable String userAgent() {
    return userAgent;
  }

  /**
   * The most calls that may be under way at once with this host as long as no connection has shown
   * what it speaks, {@link Integer#MAX_VALUE} for no limit: where that may be HTTP/2 or not, the
   * lower of what either of them may have.
   */
  public int maxCallsAtOnce(HttpUrl host) {
    return isLimitedByStreams(host) ? streams : connectionsPerHost;
  }

  private boolean isLimitedByStreams(HttpUrl host) {
    List<Protocol> protocols = client == null ? recipe.protocols() : client.protocols();
    boolean offered = host.isHttps() && protocols.contains(Protocol.HTTP_2);
    return protocols.contains(Protocol.H2_PRIOR_KNOWLEDGE)
        || (offered && streams < connectionsPerHost);
  }

  /**
   * The most calls that may be under way at once with a host that speaks this, {@link
   * Integer#MAX_VALUE} for no limit: as many as connections, or with HTTP/2 as streams.
   */
  public int maxCallsAtOnce(Protocol spoken) {
    return isMultiplexed(spoken) ? streams : connectionsPerHost;
  }

  /** Whether calls share connections that speak this. */
  public static boolean isMultiplexed(Protocol spoken) {
    return spoken == Protocol.HTTP_2 || spoken == Protocol.H2_PRIOR_KNOWLEDGE;
  }

  /** What {@link #maxCallsAtOnce(HttpUrl)} goes by, for people: a setting and its value. */
  public String limitOf(HttpUrl host) {
    return limit(isLimitedByStreams(host));
  }

  /** What {@link #maxCallsAtOnce(Protocol)} goes by, for people: a setting and its value. */
  public String limitOf(Protocol spoken) {
    return limit(isMultiplexed(spoken));
  }

  private String limit(boolean byStreams) {
    return byStreams
        ? "HttpSettings.maxConcurrentStreams of " + streams
        : "HttpSettings.maxConnectionsPerHost of " + connectionsPerHost;
  }

  /** A new client as these settings say; that of the application when they name one. */
  public OkHttpClient openClient() {
    return client == null ? recipe.newClient() : client;
  }

  @Override
  public String toString() {
    return "HttpSettings[maxResponseBytes="
        + maxResponseBytes
        + ", maxEventBytes="
        + maxEventBytes
        + (recipe.proxy() == null ? "" : ", proxy=" + recipe.proxy())
        + (client == null ? "]" : ", client of the application]");
  }

  /** Collects settings, each at most once. Not thread-safe. */
  public static final class Builder {
    private final Choices choices = new Choices();
    private long maxResponseBytes;
    private int maxEventBytes;

    private Builder() {}

    /**
     * Sets the most bytes of one answer that are read, after decompression; a larger one fails with
     * {@code RESPONSE_LIMIT}. At least 1, at most 1 GiB, default 64 MiB.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxResponseBytes(long bytes) {
      Choices.checkUnset(maxResponseBytes == 0 ? null : this, "maxResponseBytes");
      maxResponseBytes = inRange(bytes, "maxResponseBytes");
      return this;
    }

    /**
     * Sets the most bytes of one event of a stream that are held; a larger one fails with {@code
     * RESPONSE_LIMIT}. At least 1, at most 1 GiB, default 8 MiB.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxEventBytes(int bytes) {
      Choices.checkUnset(maxEventBytes == 0 ? null : this, "maxEventBytes");
      maxEventBytes = (int) inRange(bytes, "maxEventBytes");
      return this;
    }

    private static long inRange(long bytes, String name) {
      if (bytes < 1 || bytes > MOST_BYTES) {
        throw new IllegalArgumentException(
            name + " must be from 1 to " + MOST_BYTES + ", not " + bytes);
      }
      return bytes;
    }

    /**
     * Sets the HTTP proxy to go through. Hosts with https are reached by a tunnel, so that the
     * proxy sees neither key nor text; those with http are not. Default what the JVM says, {@code
     * https.proxyHost} and {@code http.proxyHost}.
     *
     * @throws IllegalArgumentException when the host is blank or the port not from 1 to 65535
     */
    public Builder proxy(String host, int port) {
      choices.proxy(host, port);
      return this;
    }

    /**
     * Sets who asks the proxy, sent as {@code Basic} ahead of being asked and to nobody but the
     * proxy. Default nobody.
     *
     * @throws IllegalArgumentException when the user is blank or has a colon, or the secret is
     *     empty; the message shows neither
     */
    public Builder proxyCredentials(String user, String secret) {
      choices.proxyCredentials(user, secret);
      return this;
    }

    /**
     * Sets the hosts that are reached without the proxy: a name, an address, or the end of names,
     * with a dot in front, as {@code .internal.example} or {@code *.internal.example}. An address
     * of IPv6 may be in brackets. Default none.
     *
     * @throws IllegalArgumentException when one is blank or would never match: with a scheme, port,
     *     path, range or any other star
     */
    public Builder noProxy(String... hosts) {
      choices.noProxy(hosts);
      return this;
    }

    /**
     * Sets certificates to trust, in addition to the authorities of the JDK: the trusted entries
     * that the store has now. To trust fewer, give a {@code client} of your own. Default none.
     *
     * @throws IllegalArgumentException when the store is not loaded or trusts nobody
     */
    public Builder trust(KeyStore store) {
      choices.trust(store);
      return this;
    }

    /**
     * Sets files with certificates to trust in PEM form, in addition to the authorities of the JDK
     * and to {@link #trust(KeyStore)}. They are read now and not again. Default none.
     *
     * @throws IllegalArgumentException naming the file that cannot be read or has no certificate
     */
    public Builder trustPem(Path... files) {
      choices.trustPem(files);
      return this;
    }

    /**
     * Sets the certificate to show to hosts that ask for one, with its private key. The store is
     * read now and the password not kept. Default none.
     *
     * @throws IllegalArgumentException when the store has no private key, or another password, or
     *     naming the alias whose key is not that of its certificate
     */
    public Builder clientCertificate(KeyStore store, char[] password) {
      choices.clientCertificate(store, password);
      return this;
    }

    /**
     * Sets the certificate to show to hosts that ask for one, with the authorities up to its root,
     * and its unencrypted PKCS #8 key, both in PEM form. They are read now and not again. Excludes
     * {@link #clientCertificate(KeyStore, char[])}. Default none.
     *
     * @throws IllegalArgumentException naming the file that does not have it, or both where the key
     *     is not that of the first certificate
     */
    public Builder clientCertificatePem(Path certificate, Path key) {
      choices.clientCertificatePem(certificate, key);
      return this;
    }

    /** Sets how addresses of hosts are found. Default the way of the JVM. */
    public Builder dns(HostLookup lookup) {
      choices.dns(lookup);
      return this;
    }

    /**
     * Sets who listens to the steps of each exchange. It sees requests with their keys, must not
     * throw and must not block. Default nobody.
     */
    public Builder eventListenerFactory(EventListener.Factory factory) {
      choices.eventListenerFactory(factory);
      return this;
    }

    /**
     * Sets how many connections are kept open between calls, from 0 to 100,000; default 64. Those
     * in use do not count.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxIdleConnections(int count) {
      choices.maxIdleConnections(count);
      return this;
    }

    /**
     * Sets how long a connection is kept open between calls; positive, default 5 min.
     *
     * @throws IllegalArgumentException when it is not positive
     */
    public Builder keepAlive(Duration limit) {
      choices.keepAlive(limit);
      return this;
    }

    /**
     * Sets how many connections this provider has in use at once, from 1 to 100,000; default no
     * limit. A call above it waits for its turn, in order of arrival: until it is cancelled or a
     * clock of the attempt or the call runs out; the connect clock starts when its turn has come.
     * Each call of HTTP/1.1 has a connection of its own. Those of HTTP/2 share one as far as the
     * host lets them, so {@link #maxConcurrentStreams(int)} counts for them instead.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxConnectionsPerHost(int count) {
      choices.maxConnectionsPerHost(count);
      return this;
    }

    /**
     * Allows HTTP/2 with hosts that offer it. Default HTTP/1.1 alone: calls that share a connection
     * are lost together, and a cold burst can lose some of them.
     */
    public Builder http2() {
      choices.http2();
      return this;
    }

    /**
     * Sets how many calls this provider has under way at once over HTTP/2, from 1 to 100,000;
     * default 80. A call above it waits as with {@link #maxConnectionsPerHost(int)}. A host that
     * refuses calls for being too many is given fewer at once from then on, and the refused ones
     * again, within their attempt; one that closes the connection instead loses them. Where HTTP/2
     * is offered to a host, both limits hold until the first connection stands; then the one of the
     * protocol that it speaks does.
     *
     * @throws IllegalArgumentException when it is out of range
     */
    public Builder maxConcurrentStreams(int count) {
      choices.maxConcurrentStreams(count);
      return this;
    }

    /**
     * Sets how the gateway introduces itself, {@code User-Agent}; default {@code llmgw} and its
     * version.
     *
     * @throws IllegalArgumentException when it is blank or not printable ASCII
     */
    public Builder userAgent(String text) {
      choices.userAgent(text);
      return this;
    }

    /**
     * Sets a client of the application's own: its connection pool, proxy, DNS, certificates,
     * protocols, listeners and interceptors are used. It stays the application's to shut down.
     * Overridden, since the gateway would else repeat or break calls behind its own back:
     *
     * <ul>
     *   <li>redirects are not followed: they would carry the key to another host and send the
     *       request again;
     *   <li>a 401 is not answered by its {@code authenticator}: a call is made with one key and
     *       told that it was refused;
     *   <li>lost connections are recovered before a request is sent and never after ({@code
     *       retryOnConnectionFailure} is on, and request bodies are written once);
     *   <li>its timeouts are off: the clocks of the call count;
     *   <li>addresses are looked up on a thread of their own, so that a cancel need not wait;
     *   <li>no cookies are kept and nothing is cached.
     * </ul>
     *
     * <p>The limits of its dispatcher do not matter, as calls run on the threads of their callers.
     * Where its protocols include HTTP/2, as those of a new {@code OkHttpClient} do, and the host
     * speaks it, {@link #maxConcurrentStreams(int)} limits the calls at once: to 80 unless it is
     * set. After an answer that says that its connection leads to the wrong server (421), the
     * connections that rest are closed in a client of the provider's own, and kept in this one.
     */
    public Builder client(OkHttpClient own) {
      choices.client(own);
      return this;
    }

    /**
     * The settings collected so far.
     *
     * @throws IllegalStateException when two contradict each other, as a proxy and a client that
     *     has its own
     */
    public HttpSettings build() {
      return new HttpSettings(this);
    }
  }
}
