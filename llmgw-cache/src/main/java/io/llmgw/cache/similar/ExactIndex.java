package io.llmgw.cache.similar;

import io.llmgw.cache.VectorIndex;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compares with every question of a group, with most by their first numbers, where these tell that
 * the rest cannot help: exact, and fast enough for tens of thousands. Looks do not wait for each
 * other. Thread-safe.
 */
public final class ExactIndex implements VectorIndex {
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  @Override
  public void add(String group, long id, float[] vector) {
    groups.compute(
        group,
        (name, known) -> {
          Group there = known == null ? new Group(vector.length) : known;
          there.add(id, vector);
          return there;
        });
  }

  @Override
  public void remove(String group, long id) {
    groups.computeIfPresent(group, (name, there) -> there.remove(id) ? null : there);
  }

  @Override
  public List<Near> nearest(String group, float[] vector, int most, double least) {
    Group there = groups.get(group);
    return there == null ? List.of() : there.nearest(vector, most, (float) least);
  }

  @Override
  public void close() {
    groups.clear();
  }
}
