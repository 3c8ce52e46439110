package io.llmgw.providers.connection;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;

/**
 * Looks hosts up on threads of their own, as nothing ends a lookup that hangs: a call that is
 * cancelled leaves it behind. Calls that ask for the same host wait for one lookup, which is given
 * up when a call has waited for it as long as its connect clock allows; so there are no more
 * threads than hosts, and a few for lookups that were given up and still hang. Thread-safe.
 */
public final class Lookups implements Dns {
  private static final int MOST_GIVEN_UP = 8;

  private final Dns dns;
  private final String name;
  private final ConcurrentMap<String, Lookup> running = new ConcurrentHashMap<>();
  private final Set<Lookup> givenUp = new HashSet<>();
  // OkHttp asks on the thread of the call, and does not say for which.
  private final ConcurrentMap<Thread, Asker> asking = new ConcurrentHashMap<>();

  /**
   * Lookups by this.
   *
   * @param name what it is called where it fails
   */
  Lookups(Dns dns, String name) {
    this.dns = dns;
    this.name = name;
  }

  /** The next lookup of this thread is for that call. */
  public void announce(Asker call) {
    asking.put(Thread.currentThread(), call);
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    Asker call = asking.remove(Thread.currentThread());
    if (call == null) {
      return checked(dns.lookup(host));
    }
    Lookup lookup = running.computeIfAbsent(host, this::start);
    try {
      return call.await(lookup.result.copy());
    } catch (CancellationException e) {
      if (call.isLate()) {
        giveUp(host, lookup); // a cancel says nothing about it, and others may wait for it
      }
      throw unknown(host, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host, e);
    } catch (ExecutionException e) {
      throw failure(host, e.getCause());
    }
  }

  /** The next call starts another, unless so many hang that one more would not help either. */
  private synchronized void giveUp(String host, Lookup lookup) {
    if (givenUp.size() < MOST_GIVEN_UP && running.remove(host, lookup)) {
      givenUp.add(lookup);
    }
  }

  private synchronized void end(String host, Lookup lookup) {
    running.remove(host, lookup);
    givenUp.remove(lookup);
  }

  private Lookup start(String host) {
    Lookup lookup = new Lookup();
    // Whoever asks first has no part in it: a lookup that hangs must not keep what is his alive.
    Thread thread = new Thread(null, () -> run(host, lookup), "llmgw-dns", 0, false);
    thread.setContextClassLoader(null);
    thread.setDaemon(true);
    thread.start();
    return lookup;
  }

  private void run(String host, Lookup lookup) {
    List<InetAddress> found = List.of();
    Throwable problem = null;
    try {
      found = checked(dns.lookup(host));
    } catch (Throwable e) {
      problem = e;
    }
    // Before anybody hears of it: whoever asks after that asks anew.
    end(host, lookup);
    if (problem == null) {
      lookup.result.complete(found);
    } else {
      lookup.result.completeExceptionally(problem);
    }
  }

  /** Written in Java it may give anything, which fails far from here. */
  private List<InetAddress> checked(@Nullable List<InetAddress> found)
      throws FailedLookupException {
    if (found == null || found.stream().anyMatch(Objects::isNull)) {
      throw new FailedLookupException(name, "gave null", null);
    }
    return found;
  }

  private UnknownHostException failure(String host, @Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof FailedLookupException) {
      return new FailedLookupException(name, "gave null", cause);
    }
    if (cause != null && !(cause instanceof UnknownHostException)) {
      return new FailedLookupException(name, "threw " + cause.getClass().getName(), cause);
    }
    return unknown(host, cause);
  }

  /** A new one for each call, as several may wait for the same. */
  private static UnknownHostException unknown(String host, @Nullable Throwable cause) {
    UnknownHostException unknown = new UnknownHostException(host);
    unknown.initCause(cause);
    return unknown;
  }

  /** One that runs; equal to itself alone. */
  private static final class Lookup {
    final CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
  }

  /** Connections of the same client are shared by its address, of which this is a part. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Lookups that && dns.equals(that.dns);
  }

  @Override
  public int hashCode() {
    return dns.hashCode();
  }
}
