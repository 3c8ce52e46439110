package io.llmgw.cache.link;

import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Entry;
import java.time.Duration;

/**
 * What an entry is good for in one call.
 *
 * @param isFresh whether it may answer it
 * @param isStaleEnough whether it may answer it where nobody else does
 */
record Freshness(boolean isFresh, boolean isStaleEnough) {
  static Freshness of(Entry entry, CacheControl control, long nowNanos) {
    Duration age = entry.age(nowNanos);
    Duration ttl = entry.ttl();
    Duration mostAge = control.maxAge();
    Duration stale = control.staleIfError();
    boolean good = isWanted(entry, control) && (mostAge == null || age.compareTo(mostAge) <= 0);
    return new Freshness(
        age.compareTo(ttl) < 0 && good,
        good && stale != null && !stale.isZero() && age.compareTo(ttl.plus(stale)) < 0);
  }

  /** What is kept for those who ask for it is nothing for others. */
  private static boolean isWanted(Entry entry, CacheControl control) {
    if (entry instanceof Answer answer) {
      if (answer.asked() != null) {
        return true; // it has a name: this very answer is wanted again
      }
      if (answer.isToolTurn() && !Policy.isTrue(control.toolCalls())) {
        return false;
      }
    }
    return !entry.origin().standIn() || Policy.isTrue(control.standIns());
  }
}
