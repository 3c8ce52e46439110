package io.llmgw.providers.connection;

import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.http.HttpSettings;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Authenticator;
import okhttp3.Call;
import okhttp3.CookieJar;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * OkHttp, made when it is first used: a provider that is never called opens nothing. Knows the
 * calls under way, so that after {@link #close()} none of them sends anything. Thread-safe.
 */
public final class LazyClient {
  private final HttpSettings settings;
  private final HttpUrl host;
  private final ConnectionGate gate;
  private final Set<Call> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable CompletableFuture<Opened>> client =
      new AtomicReference<>();
  private volatile @Nullable Protocol spoken;
  private volatile boolean closed;

  /** A client for calls to this host. */
  public LazyClient(HttpSettings settings, HttpUrl host) {
    this.settings = settings;
    this.host = host;
    this.gate = new ConnectionGate(settings.maxCallsAtOnce(host));
  }

  /**
   * What a call needs to run.
   *
   * @param http the client
   * @param lookups how it finds addresses
   */
  public record Opened(OkHttpClient http, Lookups lookups) {}

  /**
   * The client, null once this is closed. The first call makes it, and those that come meanwhile
   * wait for that one: thousands of first calls at once, each with a client of its own in the
   * making, would starve each other.
   *
   * @param call how the call waits
   * @throws CancellationException when it waits no longer
   */
  public @Nullable Opened get(Asker call) throws InterruptedException {
    CompletableFuture<Opened> known = client.get();
    if (known == null && !closed) {
      CompletableFuture<Opened> own = new CompletableFuture<>();
      known = client.compareAndExchange(null, own);
      if (known == null) {
        known = own;
        make(own);
      }
    }
    if (closed) {
      close();
      return null;
    }
    return known == null ? null : await(known, call);
  }

  /** Without a lock, as this reads the certificates of the JDK. */
  private void make(CompletableFuture<Opened> own) {
    try {
      own.complete(make());
    } catch (RuntimeException | Error e) {
      client.compareAndSet(own, null);
      own.completeExceptionally(e);
      throw e;
    }
  }

  private static Opened await(CompletableFuture<Opened> known, Asker call)
      throws InterruptedException {
    try {
      return known.isDone() ? known.get() : call.await(known.copy());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new CompletionException(e.getCause());
    }
  }

  private Opened make() {
    OkHttpClient given = settings.openClient();
    Dns dns = given.dns();
    String name = settings.client() == null ? dns.toString() : dns.getClass().getName();
    Lookups lookups = new Lookups(dns, name);
    OkHttpClient http =
        given
            .newBuilder()
            .dns(lookups)
            .addInterceptor(new ProvingInterceptor())
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
    return new Opened(http, lookups);
  }

  /**
   * Takes a place for a call, or waits for one until the call is cancelled or this is closed.
   *
   * @return null where there is none; else it is to be {@linkplain #leave left}
   */
  public @Nullable Entry enter(Call call, ProviderCall attempt, Turn turn)
      throws InterruptedException {
    ConnectionGate.Place place = gate.tryEnter();
    if (place == null) {
      place = await(attempt, turn);
    }
    if (place == null) {
      return null;
    }
    return begin(call, place);
  }

  /** The same for a call that goes out in place of one that its host has refused. */
  public Entry enter(Call call, Entry refused) {
    underWay.remove(refused.call);
    return begin(call, gate.keep());
  }

  private Entry begin(Call call, ConnectionGate.Place place) {
    underWay.add(call);
    if (closed) {
      // Its close may have looked at the calls under way before this was one of them.
      call.cancel();
    }
    return new Entry(call, place);
  }

  private ConnectionGate.@Nullable Place await(ProviderCall attempt, Turn turn)
      throws InterruptedException {
    attempt.waitsFor(this::limit);
    ConnectionGate.Place place = gate.enter(attempt.cancellation(), turn);
    if (place == null) {
      return null;
    }
    boolean told = false;
    try {
      attempt.goesOn();
      told = true;
    } finally {
      if (!told) { // it reads a clock of the host, which may fail
        gate.leave();
      }
    }
    return place;
  }

  private String limit() {
    Protocol known = spoken;
    int places = gate.places();
    int most = known == null ? settings.maxCallsAtOnce(host) : settings.maxCallsAtOnce(known);
    String setting = known == null ? settings.limitOf(host) : settings.limitOf(known);
    return places < most
        ? places + " at once since its host has refused some, below " + setting
        : setting;
  }

  /**
   * A call has a connection that speaks this: from now on there are as many places as that wants.
   * Until the first one stands, nobody knows what a host speaks to which HTTP/2 is offered.
   */
  public void speaks(Protocol protocol) {
    if (spoken != protocol) {
      spoken = protocol;
      gate.resize(settings.maxCallsAtOnce(protocol));
    }
  }

  /** The host has answered a call that has a place. */
  public void answered() {
    gate.answered();
  }

  /** Gives the place of a call back. */
  public void leave(Entry entry) {
    underWay.remove(entry.call);
    gate.leave();
  }

  /**
   * Whether there are more places than the host is known to hold, so that a refusal is no wonder.
   */
  public boolean isTryingMore() {
    return gate.isTrying();
  }

  /**
   * Whether a call that its host has refused again was one too many beside others: then there may
   * be fewer places from now on, and that of this call need not be left any more.
   */
  public boolean isOneTooMany(Entry entry) {
    boolean isOne = gate.isOneTooMany(entry.place);
    if (isOne) {
      underWay.remove(entry.call);
    }
    return isOne;
  }

  /** A call under way, and its place. */
  public static final class Entry {
    private final Call call;
    private final ConnectionGate.Place place;

    private Entry(Call call, ConnectionGate.Place place) {
      this.call = call;
      this.place = place;
    }
  }

  /**
   * Closes the connections of ours that rest, so that the next call does not go out on one that has
   * turned out to lead to the wrong server. OkHttp cannot be told which; the others are opened
   * again. Those of a client that was given are left alone: others use them too.
   */
  public void closeIdleConnections() {
    CompletableFuture<Opened> known = client.get();
    if (settings.client() == null
        && known != null
        && known.isDone()
        && !known.isCompletedExceptionally()) {
      known.join().http().connectionPool().evictAll();
    }
  }

  /** Whether {@link #close()} was called. */
  public boolean isClosed() {
    return closed;
  }

  /** Ends what is ours: a client that was given stays open, and so do its connections. */
  public void close() {
    closed = true;
    gate.close();
    try {
      cancelAll();
    } finally {
      CompletableFuture<Opened> known = client.getAndSet(null);
      if (known != null && settings.client() == null) {
        CompletableFuture<Void> unused = known.thenAccept(LazyClient::shut);
      }
    }
  }

  /** All of them, also where a listener of the host throws at one. */
  private void cancelAll() {
    Throwable problem = null;
    for (Call call : underWay) {
      try {
        call.cancel();
      } catch (RuntimeException | Error e) {
        problem = e;
      }
    }
    if (problem instanceof Error error) {
      throw error;
    }
    if (problem instanceof RuntimeException failure) {
      throw failure;
    }
  }

  private static void shut(Opened opened) {
    opened.http().dispatcher().executorService().shutdown();
    opened.http().connectionPool().evictAll();
  }
}
