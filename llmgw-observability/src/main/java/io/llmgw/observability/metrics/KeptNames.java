package io.llmgw.observability.metrics;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The names of one label that have series of their own: the first ones that come, up to a cap, and
 * as many again for which places are reserved; or those of a list. All others share one. For one
 * thread, except that places may be reserved from any.
 */
final class KeptNames {
  /** What stands for all names that have no series of their own. */
  static final String OTHER = "other";

  private static final int LONGEST = 128;

  private final int most;
  private final Set<String> kept;
  private final Set<String> reserved = ConcurrentHashMap.newKeySet();
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

  /** Has a place ready for the name that no other can take. From any thread. */
  void reserve(String name) {
    if (!reserved.contains(name) && !isFixed && reserved.size() < most && isFit(name)) {
      reserved.add(name);
    }
  }

  /** The name, which takes a place if one is left. */
  String keep(String name) {
    if (has(name)) {
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
    return has(name) ? name : OTHER;
  }

  private boolean has(String name) {
    return reserved.contains(name) || kept.contains(name);
  }

  private static boolean isFit(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }
}
