package io.llmgw.cache.link;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.time.TimeSource;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.CacheControl.Use;
import io.llmgw.cache.ResponseStore.Label;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Asking;
import io.llmgw.cache.entry.Entries;
import io.llmgw.cache.entry.Entry;
import io.llmgw.cache.entry.FarCopy;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.link.Lookup.Late;
import io.llmgw.cache.store.SecondLevel;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory of the process and the second level, as one: of two answers to a question the one
 * counts that was asked for later, wherever the other one is. What has a name stays in the process.
 * Thread-safe.
 *
 * @param far the second level; null where there is none
 */
record Levels(Entries entries, @Nullable SecondLevel far, TimeSource time) {
  /** What is there by now for this call; what comes from afar is then here, if it may write. */
  @Nullable Answer find(Lookup lookup, Chain chain) {
    Answer here = here(lookup);
    if (here != null || far == null || lookup.named() != null) {
      return here;
    }
    CacheKey key = lookup.sought();
    Answer found = far.get(key, chain);
    if (found == null || !freshness(found, lookup).isFresh()) {
      return null;
    }
    boolean counts =
        Policy.writes(lookup.control())
            ? entries.putFromAfar(key, found, lookup.askedAt())
            : countsFromAfar(key, found, lookup.askedAt());
    return counts ? found : here(lookup); // dropped or overtaken meanwhile
  }

  private @Nullable Answer here(Lookup lookup) {
    return entries.get(lookup.sought()) instanceof Answer known
            && freshness(known, lookup).isFresh()
        ? known
        : null;
  }

  private boolean counts(CacheKey key, Entry found, long askedAt) {
    return !entries.isInvalidated(key, found, askedAt) && !entries.isOvertaken(key, found.asking());
  }

  private boolean countsFromAfar(CacheKey key, Entry found, long askedAt) {
    return !entries.isDroppedAfar(key, askedAt) && counts(key, found, askedAt);
  }

  private Freshness freshness(Entry entry, Lookup lookup) {
    return Freshness.of(entry, lookup.control(), time.nanos());
  }

  /**
   * What comes from afar, past its time or not, for all who have waited for a call that has failed,
   * whichever of them take it; null where there is nothing, or the process has one itself.
   */
  @Nullable Answer spare(Lookup lookup, Chain chain) {
    if (far == null || !mayTakeOld(lookup, far) || chain.context().cancellation().isCancelled()) {
      return null;
    }
    CacheKey key = lookup.sought();
    if (entries.get(key) instanceof Answer known && freshness(known, lookup).isStaleEnough()) {
      return null;
    }
    long lookedAt = entries.lastInvalidation();
    Answer found = far.get(key, chain);
    return found != null && countsFromAfar(key, found, lookedAt) ? found : null;
  }

  private static boolean mayTakeOld(Lookup lookup, SecondLevel far) {
    return lookup.named() == null && Policy.reads(lookup.control()) && far.keepsOld();
  }

  /** Keeps an answer; false where it was invalidated or overtaken since it was asked for. */
  boolean keep(Lookup lookup, Answer answer) {
    CacheKey key = lookup.sought();
    long askedAt = lookup.askedAt();
    if (lookup.named() != null) {
      return entries.putIfAbsent(key, answer, askedAt);
    }
    FarCopy copy = new FarCopy();
    Answer own = far != null && far.takes(key) ? answer.toldAfar(copy) : answer;
    boolean kept = entries.put(key, own, askedAt);
    if (kept) {
      lookup.kept(own);
    }
    if (kept && far != null) {
      BooleanSupplier isGone = () -> copy.isDropped() || !counts(key, own, askedAt);
      if (isRefresh(lookup.control())) {
        far.replace(key, own, isGone);
      } else if (own.far() != null) {
        far.put(key, own, isGone);
      }
    }
    return kept;
  }

  static boolean isRefresh(CacheControl control) {
    return control.use() == Use.REFRESH;
  }

  /**
   * Drops an answer that was given. What this process has in its place stays, and what is under way
   * is kept when it comes. Afar it is dropped where it may be, with whatever has been put there in
   * its place.
   */
  void drop(Late given) {
    Answer answer = given.answer();
    CacheKey key = given.key();
    FarCopy copy = answer.far();
    if (far == null || copy == null) {
      entries.drop(key, answer);
      return;
    }
    copy.drop();
    far.announce(Label.KEY, key.hex()); // or it would come back from there before it is told
    try {
      entries.drop(key, answer);
    } finally {
      far.remove(Label.KEY, key.hex());
    }
  }

  /**
   * Drops what was asked for before this moment, here and afar; nothing where it is overtaken, and
   * all where the moment is not known.
   */
  void dropBefore(CacheKey key, @Nullable Asking asking) {
    if (asking != null && entries.isOvertaken(key, asking)) {
      return;
    }
    if (far == null || !key.isPortable()) {
      entries.dropBefore(key, asking);
      return;
    }
    far.announce(Label.KEY, key.hex()); // or it would come back from there before it is told
    try {
      entries.dropBefore(key, asking);
    } finally {
      far.remove(Label.KEY, key.hex()); // what comes from there meanwhile is not kept
    }
  }
}
