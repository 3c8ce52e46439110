package io.llmgw.providers.aws.temporary;

import io.llmgw.api.Caller;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.KeySource;
import io.llmgw.api.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of an issuer as one key: asked for by the first call, and again by calls in the
 * last five minutes of what is known, on a thread that lives no longer than that takes. Calls wait
 * for it only where nothing that holds is known, and at most ten seconds. Thread-safe.
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
  private volatile @Nullable Known known;
  // The rest is touched under the lock.
  private @Nullable CompletableFuture<Known> asked;
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
    this.alias = alias;
    this.issuer = issuer;
    this.form = form;
    this.time = time;
  }

  /**
   * The key that holds now.
   *
   * @throws IllegalStateException when there is none and the issuer gives none in time; the message
   *     says why
   */
  @Override
  public List<ApiKey> keysFor(Caller caller) {
    Known last = known;
    Instant now = time.now();
    if (last != null && last.holdsAt(now.plus(AHEAD))) {
      return last.keys();
    }
    CompletableFuture<Known> next = ask();
    return last != null && last.holdsAt(now) ? last.keys() : awaited(next).keys();
  }

  /** Whoever comes within a second of the answer has that one, a failure too. */
  private synchronized CompletableFuture<Known> ask() {
    CompletableFuture<Known> under = asked;
    boolean recent = time.nanos() - answeredNanos < BETWEEN.toNanos();
    if (under != null && (!under.isDone() || recent)) {
      return under;
    }
    CompletableFuture<Known> next = new CompletableFuture<>();
    asked = next;
    Thread thread = new Thread(() -> answer(next), "llmgw-aws-credentials");
    thread.setDaemon(true);
    thread.start();
    return next;
  }

  private void answer(CompletableFuture<Known> next) {
    try {
      Temporary issued = issuer.issue();
      if (!issued.holdsAt(time.now())) {
        throw new IOException("what it gave ended at " + issued.end());
      }
      Known fresh = new Known(List.of(key(issued)), issued);
      known = fresh;
      answered(false);
      next.complete(fresh);
    } catch (Throwable failure) {
      boolean first = answered(true);
      next.completeExceptionally(failure);
      log.log(
          first ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
          "no new credentials of AWS by {0}: {1}",
          alias,
          what(failure));
    }
  }

  private ApiKey key(Temporary issued) throws IOException {
    try {
      return form.apply(issued);
    } catch (IllegalArgumentException e) {
      throw new IOException("what it gave is wrong: " + e.getMessage(), e);
    }
  }

  /** Says whether that is the first failure in a row. */
  private synchronized boolean answered(boolean failed) {
    boolean first = failed && !failing;
    failing = failed;
    answeredNanos = time.nanos();
    return first;
  }

  private Known awaited(CompletableFuture<Known> next) {
    try {
      return next.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + alias + " was asked for credentials");
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          alias + " gave no credentials of AWS within " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "no credentials of AWS by " + alias + ": " + what(e.getCause()), e.getCause());
    }
  }

  /** Others than those of issuers may show what was read. */
  private static String what(@Nullable Throwable failure) {
    return failure instanceof IOException
        ? String.valueOf(failure.getMessage())
        : Objects.requireNonNull(failure).getClass().getName();
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
}
