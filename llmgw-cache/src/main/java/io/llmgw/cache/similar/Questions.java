package io.llmgw.cache.similar;

import io.llmgw.cache.VectorIndex;
import io.llmgw.cache.VectorIndex.Near;
import io.llmgw.cache.entry.Follower;
import io.llmgw.cache.key.CacheKey;
import io.llmgw.cache.veto.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The questions whose answers are kept, by the keys of these. What has not been of use for the
 * longest time makes room. The index is called without a lock, so what is gone is remembered first.
 * Thread-safe.
 */
public final class Questions implements Follower {
  private static final Logger log = LoggerFactory.getLogger(Questions.class);

  /** To five places similarities are told. */
  private static final double PLACES = 1e5;

  private final VectorIndex index;
  private final int most;
  private final Map<CacheKey, Kept> byKey = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Long, Kept> byId = new HashMap<>();
  private final Queue<Kept> dropped = new ConcurrentLinkedQueue<>();
  private long lastId;

  /** None yet, and never more than so many. */
  private Questions(VectorIndex index, int most) {
    this.index = index;
    this.most = most;
  }

  /** As a host wants them. */
  public static Questions of(SemanticSettings settings) {
    VectorIndex ofHost = settings.index();
    return new Questions(ofHost == null ? new ExactIndex() : ofHost, settings.mostEntries());
  }

  private record Kept(CacheKey key, long id, Question question) {}

  /**
   * A question that is near.
   *
   * @param key of the answer to it
   * @param similarity 0 to 1, to five places: beyond, it is chance
   */
  public record Proposal(CacheKey key, double similarity, Marks marks) {}

  /**
   * Adds the question of an answer that is kept, in place of any other of that answer.
   *
   * @throws RuntimeException or an error, whatever the index throws; then it cannot be found
   */
  public void keep(CacheKey key, Question question) {
    Kept kept;
    synchronized (this) {
      kept = new Kept(key, ++lastId, question);
      Kept before = byKey.put(key, kept);
      byId.put(kept.id(), kept);
      if (before != null) {
        byId.remove(before.id());
        dropped.add(before);
      }
      if (byKey.size() > most) {
        Iterator<Kept> oldest = byKey.values().iterator();
        Kept last = oldest.next();
        oldest.remove();
        byId.remove(last.id());
        dropped.add(last);
      }
    }
    settle();
    index.add(question.shelf(), kept.id(), question.vector().numbers());
    if (of(kept.id()) == null) {
      unindex(kept); // it had to go again meanwhile
    }
  }

  /** The answer of this key is gone, or another one. */
  @Override
  public synchronized void gone(CacheKey key) {
    Kept kept = byKey.remove(key);
    if (kept != null) {
      byId.remove(kept.id());
      dropped.add(kept);
    }
  }

  @Override
  public void settle() {
    for (Kept kept = dropped.poll(); kept != null; kept = dropped.poll()) {
      unindex(kept);
    }
  }

  /** The answer of this key was given again. */
  public synchronized void used(CacheKey key) {
    byKey.get(key); // moves it to the end
  }

  private synchronized @Nullable Kept of(long id) {
    return byId.get(id);
  }

  private void unindex(Kept kept) {
    remove(kept.question().shelf(), kept.id());
  }

  /** An index that keeps what is gone proposes it, no more: then it is told again. */
  private void remove(String shelf, long id) {
    try {
      index.remove(shelf, id);
    } catch (VirtualMachineError fatal) {
      throw fatal;
    } catch (Throwable ofIndex) { // code of the host
      log.debug("the index of similar questions failed to remove one", ofIndex);
    }
  }

  /**
   * Those that are nearest, the nearest first; they may be gone by the time they are looked at. An
   * index of a host is believed in nothing: what it proposes may be of another group, or of another
   * direction.
   *
   * @param least the similarity that is of use, 0 to 1; others may be among them
   */
  public List<Proposal> near(Question asked, int wanted, double least) {
    settle();
    double unrounded = least > 0 ? least - 1 / PLACES : -1; // what is below 0 counts as 0
    List<Proposal> near = new ArrayList<>();
    for (Near found : index.nearest(asked.shelf(), asked.vector().numbers(), wanted, unrounded)) {
      Kept kept = of(found.id());
      if (kept == null) {
        remove(asked.shelf(), found.id());
      } else if (near.size() < wanted && areComparable(kept.question(), asked)) {
        near.add(new Proposal(kept.key(), similarity(kept, asked), kept.question().marks()));
      }
    }
    near.sort(Comparator.comparingDouble(Proposal::similarity).reversed());
    return near;
  }

  private static boolean areComparable(Question kept, Question asked) {
    return kept.group().equals(asked.group()) && kept.shelf().equals(asked.shelf());
  }

  private static double similarity(Kept kept, Question asked) {
    float product =
        UnitVector.product(kept.question().vector().numbers(), asked.vector().numbers());
    return Math.round(Math.max(0, Math.min(1, product)) * PLACES) / PLACES;
  }

  /** Closes the index. */
  public void close() {
    synchronized (this) {
      byKey.clear();
      byId.clear();
      dropped.clear();
    }
    index.close();
  }
}
