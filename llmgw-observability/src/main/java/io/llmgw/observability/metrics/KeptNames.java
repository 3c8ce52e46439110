package io.llmgw.observability.metrics;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of one label that have series of their own: the first ones that come, up to a cap, or
 * those of a list. All others share one. For one thread.
 */
final class KeptNames {
  /** What stands for all names that have no series of their own. */
  static final String OTHER = "other";

  private static final int LONGEST = 128;

  private final int most;
  private final Set<String> kept;
  private final boolean isFixed;

  private KeptNames(int most, Set<String> kept, boolean isFixed) {
    this.most = most;
    this.kept = kept;
    this.isFixed = isFixed;
  }

  /** The first so many; those of the list instead where there is one. */
  static KeptNames of(int most, @Nullable Set<String> list) {
    return list == null
        ? new KeptNames(most, new HashSet<>(), false)
        : new KeptNames(list.size(), list, true);
  }

  /** The name, which takes a place if one is left. */
  String keep(String name) {
    if (kept.contains(name)) {
      return name;
    }
    if (isFixed || kept.size() >= most || !isFit(name)) {
      return OTHER;
    }
    kept.add(name);
    return name;
  }

  /** The name if it has a place. */
  String find(String name) {
    return kept.contains(name) ? name : OTHER;
  }

  private static boolean isFit(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }
}
