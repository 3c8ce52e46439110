package io.llmgw.cache.link;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The calls with a name that are under way. Whoever asks for the same before the answer of one has
 * been handed out has a place in it, and gets that answer however late he comes to ask, and kept or
 * not. Who comes after a failure has no part in that: he asks together with those who ask once
 * more, or anew. So does who comes when the answer is invalidated, or past its time. Thread-safe.
 */
final class NamedRounds {
  private final ConcurrentMap<Object, Held> underWay = new ConcurrentHashMap<>();

  /** For who comes now, and how many have a place; changed under the lock of its terms. */
  private static final class Held {
    volatile Round round = new Round();
    int places;
  }

  /**
   * A place in what is under way by these terms; begins it where there is nothing.
   *
   * @param isPast whether the answer to what was sought is not to be given to who comes now; asked
   *     under a lock
   */
  Place enter(Object terms, Predicate<Sought> isPast) {
    Held held =
        underWay.compute(
            terms,
            (same, known) -> {
              Held now = known == null ? new Held() : known;
              now.round = now.round.open(terms, isPast);
              now.places++;
              return now;
            });
    return new Place(terms, held);
  }

  /** Of one caller, and touched by one thread at a time. */
  final class Place {
    private final Object terms;
    private final Held held;
    private boolean isLeft;

    private Place(Object terms, Held held) {
      this.terms = terms;
      this.held = held;
    }

    /** In which the caller asks first. */
    Turn turn() {
      return Turn.in(held.round);
    }

    /**
     * The whole answer is handed out: who asks from now on begins anew, unless somebody has done so
     * already.
     *
     * @param answered in which it came
     */
    void over(Turn answered) {
      Round read = answered.round();
      leave(read == null ? held.round : read);
    }

    /** He waits no more; it is over with the last of them. */
    void leave() {
      leave(null);
    }

    private void leave(@Nullable Round read) {
      if (isLeft) {
        return;
      }
      isLeft = true;
      underWay.computeIfPresent(
          terms,
          (same, now) -> {
            if (now != held) {
              return now;
            }
            now.places--;
            boolean isOver = read != null && !read.isBefore(now.round);
            return isOver || now.places == 0 ? null : now;
          });
    }
  }
}
