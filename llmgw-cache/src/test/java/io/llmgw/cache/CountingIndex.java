package io.llmgw.cache;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Finds nothing, and remembers what it holds. */
final class CountingIndex implements VectorIndex {
  private final Set<Long> held = ConcurrentHashMap.newKeySet();
  private volatile boolean isClosed;
  private volatile Runnable beforeAdding = () -> {};

  Set<Long> held() {
    return Set.copyOf(held);
  }

  void beforeAdding(Runnable action) {
    beforeAdding = action;
  }

  boolean isClosed() {
    return isClosed;
  }

  @Override
  public void add(String group, long id, float[] vector) {
    beforeAdding.run();
    held.add(id);
  }

  @Override
  public void remove(String group, long id) {
    held.remove(id);
  }

  @Override
  public List<Near> nearest(String group, float[] vector, int most, double least) {
    return List.of();
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
