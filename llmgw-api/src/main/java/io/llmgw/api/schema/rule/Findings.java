package io.llmgw.api.schema.rule;

import io.llmgw.api.schema.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with a value, up to a bound, and bounds the work of looking. Not
 * thread-safe.
 */
public final class Findings {
  private static final int MOST = 32;
  private static final int MAX_STEPS = 1_000_000;
  private static final int MAX_LEVELS = 1_000;

  private final List<Violation> found = new ArrayList<>();
  private final boolean isTrial;
  private final Work work;
  private int count;

  /** Nothing found yet. */
  public Findings() {
    this(false, new Work());
  }

  private Findings(boolean isTrial, Work work) {
    this.isTrial = isTrial;
    this.work = work;
  }

  /** A trial, which ends at the first violation, tells none, and shares the bounds of the work. */
  Findings trial() {
    return new Findings(true, work);
  }

  /** Adds a violation, unless there are enough. */
  public void add(Place place, String rule, String message) {
    count++;
    if (!isTrial && found.size() < MOST) {
      found.add(new Violation(place.pointer(), rule, message));
    }
  }

  /** How many were added. */
  public int size() {
    return count;
  }

  /** Whether looking on is of no use. */
  public boolean isFull() {
    return count >= (isTrial ? 1 : MOST) || work.isOver();
  }

  /** What was found; a bound that was met is the last one. */
  public List<Violation> violations() {
    if (!work.isOver()) {
      return List.copyOf(found);
    }
    List<Violation> all = new ArrayList<>(found);
    all.add(new Violation("", "limit", "would take too much work to check"));
    return List.copyOf(all);
  }

  /** Takes work into account. */
  void spend(int steps) {
    work.steps += steps;
  }

  /** Goes one schema deeper; false where that is too deep. */
  boolean enter() {
    work.levels++;
    work.steps++;
    work.tooDeep |= work.levels > MAX_LEVELS;
    return !work.isOver();
  }

  /** Comes back from one. */
  void leave() {
    work.levels--;
  }

  private static final class Work {
    private long steps;
    private int levels;
    private boolean tooDeep;

    boolean isOver() {
      return tooDeep || steps > MAX_STEPS;
    }
  }
}
