package io.llmgw.api.route;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How good the answers of a target are, as a number that its user declares: higher is better, and
 * what a number means is up to whoever compares them. Immutable.
 *
 * @param general for tasks without a number of their own; 1 to 100, 0 when undeclared
 * @param byTask numbers of single tasks, 1 to 100, by the name of the task
 */
public record Quality(int general, Map<String, Integer> byTask) {
  /** Nobody has said anything. */
  public static final Quality UNDECLARED = new Quality(0, Map.of());

  /** The highest tier. */
  public static final int MOST = 100;

  /** Checks the ranges and copies the map. */
  public Quality {
    if (general != 0) {
      inRange("quality", general);
    }
    byTask = byTask.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(byTask));
    byTask.forEach(
        (task, tier) -> {
          if (task.isBlank()) {
            throw new IllegalArgumentException(
                "a quality is declared for a task with a blank name");
          }
          inRange("quality for task '" + task + "'", tier);
        });
  }

  static int inRange(String what, int tier) {
    if (tier < 1 || tier > MOST) {
      throw new IllegalArgumentException(what + " must be 1 to " + MOST + ", not " + tier);
    }
    return tier;
  }

  Quality of(int tier) {
    return new Quality(inRange("quality", tier), byTask);
  }

  Quality of(String task, int tier) {
    Map<String, Integer> more = new TreeMap<>(byTask);
    more.put(task, tier);
    return new Quality(general, more);
  }

  /** The number for a task, null for none in particular; 0 when undeclared. */
  public int tier(@Nullable String task) {
    return task == null ? general : byTask.getOrDefault(task, general);
  }

  /** The highest number of all; 0 when undeclared. */
  public int best() {
    int best = general;
    for (int tier : byTask.values()) {
      best = Math.max(best, tier);
    }
    return best;
  }

  /** For example {@code 2, code 4}, or {@code undeclared}. */
  @Override
  public String toString() {
    if (best() == 0) {
      return "undeclared";
    }
    StringBuilder text = new StringBuilder(general == 0 ? "" : Integer.toString(general));
    byTask.forEach(
        (task, tier) ->
            text.append(text.isEmpty() ? "" : ", ").append(task).append(' ').append(tier));
    return text.toString();
  }
}
