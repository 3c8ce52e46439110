package io.llmgw.cache;

import io.llmgw.api.request.RequestOption;
import java.time.Duration;

/**
 * Names a call, so that it is made once however often it is asked for: {@code
 * llm.prompt(q).with(Idempotency.key("order-17"))}. Whoever asks again under the same key within
 * the window gets the answer of the first, also while it is still arriving, and whatever its
 * settings: temperature, seed and tool calls do not matter.
 *
 * <p>Whoever asks before the answer is there waits for it, by his own deadline and cancel: up to
 * {@link io.llmgw.api.chain.Replay#MOST_BYTES_OF_WHOLE 64 MiB} of it are in memory until the last
 * of them has read it, also where it is too large to be kept. Of a longer one all wait for the
 * slowest reader, alone or not; who is in the way of others for the idle timeout is cut off, and
 * whoever asks then waits for the end. He gets what is kept, and where nothing is, fails with kind
 * {@code CONFLICT}: the call is not made twice. The call goes on while one of them wants it. Where
 * it fails, all of them fail as those do who share any other call: where it had no content yet and
 * the failure may pass, they ask once more, together. A call that failed may be asked for again,
 * whoever still reads of it. A call joins none that was begun before the client was reconfigured,
 * nor one for which the engine had no thread.
 *
 * <p>It goes before all that {@link CacheControl} says, but for the namespace. Calls of a run, with
 * tools or for a value, those that a link makes on behalf of another one, those for vectors and,
 * where the cache is {@linkplain ResponseCache#perUser per user}, those whose caller names no user
 * cannot have one: they fail with kind {@code UNSUPPORTED}. An invalidation that concerns the
 * answer drops it, also where it is under way: then the next call is made anew, as it is past the
 * window. Who asked before that reads the answer to its end.
 *
 * <p>Keys are apart by tenant, whatever the {@linkplain ResponseCache#scope scope} of the cache,
 * where that is {@link CacheScope#USER} by user and application too, and by namespace. A key that
 * was used for another request is an error of kind {@code CONFLICT}, also where the two differ in
 * what is masked alone; while the first is under way the other is made by itself. It is within the
 * process, as long as there is room: replicas know nothing of each other. Needs a {@link
 * ResponseCache}; without one it changes nothing. Immutable and thread-safe.
 *
 * @param name 1 to 256 characters; never sent, shown or logged
 * @param window for how long the answer is given again; more than 0 to 365 days
 */
public record Idempotency(String name, Duration window) implements RequestOption {
  /** The window if none is given. */
  public static final Duration WINDOW = Duration.ofHours(24);

  private static final int LONGEST_NAME = 256;

  /** Checks the ranges. */
  public Idempotency {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException(
          "an idempotency key must have 1 to " + LONGEST_NAME + " chars, not " + name.length());
    }
    CacheControl.checkTtl(window);
  }

  /** A call of this name, within 24 hours. */
  public static Idempotency key(String name) {
    return new Idempotency(name, WINDOW);
  }

  /** The same within another window; more than 0 to 365 days. */
  public Idempotency within(Duration other) {
    return new Idempotency(name, other);
  }

  @Override
  public Class<Idempotency> key() {
    return Idempotency.class;
  }

  @Override
  public boolean isForCacheAlone() {
    return true;
  }

  /** Without the name, which may say something of the request. */
  @Override
  public String toString() {
    return "Idempotency[" + window + "]";
  }
}
