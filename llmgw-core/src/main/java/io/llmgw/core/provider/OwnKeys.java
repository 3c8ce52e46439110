package io.llmgw.core.provider;

import io.llmgw.api.provider.KeySource;
import io.llmgw.api.route.Target;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The key sources that targets have of their own, in whichever configuration of a client: calls of
 * one before may still wait for them. Only as long as somebody else has them. Thread-safe.
 */
public final class OwnKeys {
  private final List<WeakReference<KeySource>> sources = new ArrayList<>();

  /** Those of these targets, too. */
  public synchronized void add(Collection<Target> targets) {
    sources.removeIf(kept -> kept.get() == null);
    for (Target target : targets) {
      KeySource own = target.keys();
      if (own != null && sources.stream().noneMatch(kept -> kept.get() == own)) {
        sources.add(new WeakReference<>(own));
      }
    }
  }

  /** All of them, each once, whatever its {@code equals} says. */
  public synchronized List<KeySource> all() {
    List<KeySource> all = new ArrayList<>();
    for (WeakReference<KeySource> kept : sources) {
      KeySource source = kept.get();
      if (source != null) {
        all.add(source);
      }
    }
    return all;
  }
}
