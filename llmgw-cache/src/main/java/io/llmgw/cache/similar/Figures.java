package io.llmgw.cache.similar;

import io.llmgw.cache.SemanticReport;
import io.llmgw.cache.Veto;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What becomes of similar questions, by namespace; of the first 256 namespaces, as callers may name
 * any. Thread-safe.
 */
public final class Figures {
  private static final int MOST_NAMESPACES = 256;

  private final Map<String, Counts> byNamespace = new ConcurrentHashMap<>();

  private static final class Counts {
    private final Map<Veto, Long> vetoed = new EnumMap<>(Veto.class);
    private long lookedUp;
    private long found;
    private long compared;
    private long different;
  }

  private void count(String namespace, Consumer<Counts> step) {
    Counts counts = byNamespace.get(namespace);
    if (counts == null && byNamespace.size() < MOST_NAMESPACES) {
      counts = byNamespace.computeIfAbsent(namespace, name -> new Counts());
    }
    if (counts != null) {
      synchronized (counts) {
        step.accept(counts);
      }
    }
  }

  /** A call has looked for one. */
  public void lookedUp(String namespace) {
    count(namespace, counts -> counts.lookedUp++);
  }

  /** It has found one. */
  public void found(String namespace) {
    count(namespace, counts -> counts.found++);
  }

  /** One was refused. */
  public void vetoed(String namespace, Veto reason) {
    count(namespace, counts -> counts.vetoed.merge(reason, 1L, Long::sum));
  }

  /** Its answer was compared with that of the call itself. */
  public void compared(String namespace, boolean same) {
    count(
        namespace,
        counts -> {
          counts.compared++;
          counts.different += same ? 0 : 1;
        });
  }

  /** What is known of a namespace. */
  public SemanticReport of(String namespace) {
    Counts counts = byNamespace.get(namespace);
    if (counts == null) {
      return new SemanticReport(namespace, 0, 0, Map.of(), 0, 0);
    }
    synchronized (counts) {
      return new SemanticReport(
          namespace,
          counts.lookedUp,
          counts.found,
          counts.vetoed,
          counts.compared,
          counts.different);
    }
  }
}
