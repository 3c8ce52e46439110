package io.llmgw.api.provider;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The key sources that were asked, each by itself whatever its {@code equals} says, for as long as
 * somebody else has them: there may be one for each caller. Thread-safe.
 */
final class AskedSources {
  // Of what is kept and of what is looked for, each equal to the other where the source is the one.
  private final Set<Object> asked = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<KeySource> gone = new ReferenceQueue<>();

  void add(KeySource source) {
    if (asked.contains(new Sought(source))) {
      return;
    }
    for (Reference<?> lost = gone.poll(); lost != null; lost = gone.poll()) {
      asked.remove(lost);
    }
    asked.add(new Kept(source, gone));
  }

  /** Tells all of them, whichever fails; that is thrown on. */
  void stopFetching() {
    Throwable failure = null;
    for (Object kept : asked) {
      KeySource source = ((Kept) kept).get();
      try {
        if (source != null) {
          source.stopFetching();
        }
      } catch (RuntimeException | Error thrown) {
        failure = thrown;
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  private static final class Kept extends WeakReference<KeySource> {
    private final int hash;

    Kept(KeySource source, ReferenceQueue<KeySource> gone) {
      super(source, gone);
      this.hash = System.identityHashCode(source);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other || !(other instanceof Kept kept)) {
        return this == other;
      }
      KeySource own = get();
      return own != null && own == kept.get();
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private record Sought(KeySource source) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Kept kept
          ? kept.get() == source
          : other instanceof Sought sought && sought.source == source;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(source);
    }
  }
}
