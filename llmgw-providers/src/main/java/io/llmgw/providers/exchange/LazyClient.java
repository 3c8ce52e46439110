package io.llmgw.providers.exchange;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Authenticator;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp, made when it is first used: a provider that is never called opens nothing. Thread-safe.
 */
final class LazyClient {
  private static final int IDLE_CONNECTIONS = 64;
  private static final long IDLE_MINUTES = 5;

  private final @Nullable OkHttpClient given;
  private final AtomicReference<@Nullable OkHttpClient> client = new AtomicReference<>();
  private volatile boolean closed;

  LazyClient(@Nullable OkHttpClient given) {
    this.given = given;
  }

  /** The client, null once this is closed. */
  @Nullable OkHttpClient get() {
    OkHttpClient known = client.get();
    if (known != null || closed) {
      return known;
    }
    // Without a lock, as making one reads the certificates of the JDK; a second one has no threads.
    client.compareAndSet(null, make());
    if (closed) {
      close();
    }
    return client.get();
  }

  private OkHttpClient make() {
    OkHttpClient.Builder builder =
        given == null
            ? new OkHttpClient.Builder()
                .connectionPool(
                    new ConnectionPool(IDLE_CONNECTIONS, IDLE_MINUTES, TimeUnit.MINUTES))
            : given.newBuilder();
    return builder
        .followRedirects(false)
        .followSslRedirects(false)
        .retryOnConnectionFailure(true)
        .authenticator(Authenticator.NONE)
        .cookieJar(CookieJar.NO_COOKIES)
        .cache(null)
        // The clocks of the call run on its own time source and end it through its token.
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .callTimeout(Duration.ZERO)
        .build();
  }

  /** Ends what is ours: a client that was given stays open, and so do its connections. */
  void close() {
    closed = true;
    OkHttpClient known = client.getAndSet(null);
    if (known != null && given == null) {
      known.dispatcher().cancelAll();
      known.dispatcher().executorService().shutdown();
      known.connectionPool().evictAll();
    }
  }
}
