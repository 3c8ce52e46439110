package io.llmgw.providers.aws.profile;

import io.llmgw.api.time.TimeSource;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a profile says, read again when one of its files has changed. One caller looks at a time,
 * the others use what is known. Thread-safe.
 *
 * @param <T> what is made of its settings
 */
public final class WatchedProfile<T> {
  private static final System.Logger log = System.getLogger(WatchedProfile.class.getName());
  private static final long LOOK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final SharedFiles files;
  private final String profile;
  private final Function<Map<String, String>, T> reader;
  private final Consumer<T> replaced;
  private final TimeSource time;
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile T current;
  private volatile long lookedNanos;
  // Both are touched by the one that looks.
  private SharedFiles.Stamp stamp;
  private boolean unreadable;

  /**
   * Reads the profile.
   *
   * @param reader makes something of its settings, or throws an {@link IllegalArgumentException}
   *     without anything secret in its message
   * @param replaced told of what another one is in place of from then on; does not throw
   * @throws IllegalArgumentException when it is not there, or the reader does not take it
   */
  public WatchedProfile(
      SharedFiles files,
      String profile,
      Function<Map<String, String>, T> reader,
      Consumer<T> replaced,
      TimeSource time) {
    this.files = files;
    this.profile = profile;
    this.reader = reader;
    this.replaced = replaced;
    this.time = time;
    this.lookedNanos = time.nanos();
    try {
      this.stamp = files.look();
      this.current = reader.apply(files.read(profile));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "the files " + files.credentials() + " and " + files.config() + " cannot be read", e);
    }
  }

  /** What it says now; looks at the files at most once a second. */
  public T current() {
    if (time.nanos() - lookedNanos >= LOOK_EVERY_NANOS && looking.compareAndSet(false, true)) {
      try {
        lookedNanos = time.nanos();
        refresh();
      } finally {
        looking.set(false);
      }
    }
    return current;
  }

  /** What it said when the files were looked at last. */
  public T latest() {
    return current;
  }

  /** Files that are gone or half written keep nobody from calling: what was good still counts. */
  private void refresh() {
    try {
      SharedFiles.Stamp seen = files.look();
      if (!seen.equals(stamp)) {
        renew(seen);
      }
      unreadable = false;
    } catch (IOException e) {
      log.log(
          unreadable ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "profile {0} cannot be read at the moment, what it said before stays in use",
          profile);
      unreadable = true;
    }
  }

  /** What could not be read is still to be read; what was read and is wrong stays so. */
  private void renew(SharedFiles.Stamp seen) throws IOException {
    try {
      T before = current;
      current = reader.apply(files.read(profile));
      replaced.accept(before);
    } catch (IllegalArgumentException e) {
      log.log(
          System.Logger.Level.WARNING,
          "what the profile said before stays in use: {0}",
          e.getMessage());
    }
    stamp = seen;
  }

  @Override
  public String toString() {
    return "WatchedProfile[" + profile + "]";
  }
}
