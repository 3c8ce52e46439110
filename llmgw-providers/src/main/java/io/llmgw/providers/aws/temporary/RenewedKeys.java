package io.llmgw.providers.aws.temporary;

import io.llmgw.api.Caller;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of an issuer as one key: asked for by the first call, and again by calls in the
 * last five minutes of what is known, on a thread that lives no longer than that takes. Calls wait
 * for it only where nothing that holds is known, and at most ten seconds; an interrupt ends the
 * wait of one call. Thread-safe.
 */
public final class RenewedKeys implements KeySource {
  private static final System.Logger log = System.getLogger(RenewedKeys.class.getName());
  private static final Duration AHEAD = Duration.ofMinutes(5);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String alias;
  private final Issuer issuer;
  private final Function<Temporary, ApiKey> form;
  private final TimeSource time;
  private final Executor threads;
  private volatile @Nullable Known known;
  private volatile boolean retired;
  // The rest is touched under the lock.
  private @Nullable Asked asked;
  private long answeredNanos;
  private boolean failing;

  /**
   * Keys of this issuer, which is not asked yet.
   *
   * @param alias what logs, metrics and answers call the issuer
   * @param form makes a key of what it gives, or throws an {@link IllegalArgumentException} without
   *     anything secret in its message
   */
  public RenewedKeys(
      String alias, Issuer issuer, Function<Temporary, ApiKey> form, TimeSource time) {
    this(alias, issuer, form, time, RenewedKeys::onOwnThread);
  }

  /** The same, which asks the issuer by these threads. */
  RenewedKeys(
      String alias,
      Issuer issuer,
      Function<Temporary, ApiKey> form,
      TimeSource time,
      Executor threads) {
    this.alias = alias;
    this.issuer = issuer;
    this.form = form;
    this.time = time;
    this.threads = threads;
  }

  private static void onOwnThread(Runnable work) {
    // Whoever asks first has no part in it: what takes long must not keep what is his alive.
    Thread thread = new Thread(null, work, "llmgw-aws-credentials", 0, false);
    thread.setContextClassLoader(null);
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * The key that holds now.
   *
   * @throws LlmException that is retryable, when the issuer gives none now and may another time
   * @throws RetiredKeysException when none is known that holds, and others are in place of these
   * @throws IllegalStateException when there is none for another reason; the message says why
   */
  @Override
  public List<ApiKey> keysFor(Caller caller) {
    Known last = known;
    Instant now = time.now();
    if (last != null && last.holdsAt(now.plus(AHEAD))) {
      return last.keys();
    }
    Asked next = ask();
    return last != null && last.holdsAt(now) ? last.keys() : awaited(next).keys();
  }

  @Override
  public boolean isReady(Caller caller) {
    Known last = known;
    return last != null && last.holdsAt(time.now());
  }

  @Override
  public void stopFetching() {
    Asked under;
    synchronized (this) {
      under = asked;
      if (under == null || under.answer.isDone()) {
        return;
      }
      asked = null;
    }
    under.asking.end();
    under.answer.cancel(false);
  }

  /** Breaks off what is under way, for good: others are in place of these. */
  public void retire() {
    synchronized (this) {
      retired = true;
    }
    stopFetching();
  }

  /** Whoever comes within a second of the answer has that one, a failure too. */
  private Asked ask() {
    Asked next;
    synchronized (this) {
      Asked under = asked;
      boolean recent = time.nanos() - answeredNanos < BETWEEN.toNanos();
      if (under != null && (!under.answer.isDone() || recent)) {
        return under;
      }
      next = new Asked();
      if (retired) {
        next.answer.cancel(false);
        return next;
      }
      asked = next;
    }
    try {
      threads.execute(() -> answer(next));
    } catch (Throwable noThread) {
      settle(next, null, new NoThreadException(noThread));
    }
    return next;
  }

  private void answer(Asked next) {
    try {
      settle(next, issued(next.asking), null);
    } catch (Throwable failure) {
      settle(next, null, failure);
    }
  }

  private Known issued(Asking asking) throws IOException {
    Temporary issued = issuer.issue(asking);
    if (!issued.holdsAt(time.now())) {
      throw new IOException("what it gave ended at " + issued.end());
    }
    return new Known(List.of(key(issued)), issued);
  }

  private ApiKey key(Temporary issued) throws IOException {
    try {
      return form.apply(issued);
    } catch (IllegalArgumentException e) {
      throw new IOException("what it gave is wrong: " + e.getMessage(), e);
    }
  }

  /** Tells those who wait first of all: a clock or a log that fails must not keep them waiting. */
  private void settle(Asked next, @Nullable Known fresh, @Nullable Throwable failure) {
    boolean first;
    synchronized (this) {
      if (asked != next) {
        return; // it was broken off
      }
      if (fresh != null) {
        known = fresh;
      }
      first = failure != null && !failing;
      failing = failure != null;
      asked = isToldAgain(failure) ? next : null;
    }
    if (failure == null) {
      next.answer.complete(fresh);
      return;
    }
    next.answer.completeExceptionally(failure);
    log.log(
        first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
        "no new credentials of AWS by {0}: {1}",
        alias,
        what(failure));
  }

  /** Whether whoever comes soon is told the same; only while the lock is held. */
  private boolean isToldAgain(@Nullable Throwable failure) {
    try {
      answeredNanos = time.nanos();
      return !(failure instanceof NoThreadException);
    } catch (Throwable noClock) {
      return false;
    }
  }

  private Known awaited(Asked first) {
    Asked next = first;
    while (true) {
      try {
        return next.answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      } catch (CancellationException brokenOff) {
        // For others who have the same keys, and are closed now.
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(brokenOff);
        }
        if (retired) {
          throw new RetiredKeysException(alias);
        }
        next = ask();
      } catch (TimeoutException e) {
        throw LlmException.of(
                ErrorKind.TIMEOUT,
                alias + " gave no credentials of AWS within " + PATIENCE.toSeconds() + " s")
            .build();
      } catch (ExecutionException e) {
        throw failed(Objects.requireNonNull(e.getCause()));
      }
    }
  }

  private IllegalStateException interrupted(Exception e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(
        "interrupted while " + alias + " was asked for credentials", e);
  }

  private RuntimeException failed(Throwable failure) {
    String words = "no credentials of AWS by " + alias + ": " + what(failure);
    if (failure instanceof NoThreadException) {
      return LlmException.of(ErrorKind.LOCAL_RESOURCE, words)
          .retryable(true)
          .cause(failure)
          .build();
    }
    boolean passing =
        failure instanceof OutageException
            || (failure instanceof RefusedException refused && refused.isPassing());
    return passing
        ? LlmException.of(ErrorKind.CONNECT, words + "; try again").cause(failure).build()
        : new IllegalStateException(words, failure);
  }

  /** Others than those of issuers may show what was read. */
  private static String what(Throwable failure) {
    return failure instanceof IOException
        ? String.valueOf(failure.getMessage())
        : failure.getClass().getName();
  }

  @Override
  public String toString() {
    return "RenewedKeys[" + alias + "]";
  }

  private record Known(List<ApiKey> keys, Temporary issued) {
    boolean holdsAt(Instant instant) {
      return issued.holdsAt(instant);
    }
  }

  /** Once that the issuer is asked; equal to itself alone. */
  private static final class Asked {
    final Asking asking = new Asking();
    final CompletableFuture<Known> answer = new CompletableFuture<>();
  }

  /** There is no thread to ask the issuer on. */
  private static final class NoThreadException extends IOException {
    private static final long serialVersionUID = 1L;

    NoThreadException(Throwable cause) {
      super("this process has no thread left to ask it: " + cause.getClass().getName(), cause);
    }
  }
}
