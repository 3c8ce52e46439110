package io.llmgw.api.chain;

import java.util.Objects;

/**
 * What an interceptor declares about itself. Immutable; made by {@link #named(String)} and changed
 * by copies.
 *
 * @param name what {@code explain}, trail and errors call the link; not blank
 * @param slot where it stands; default {@link Slot#APPLICATION}
 * @param order place among the links of its slot, lower is further out; default 0, ties in the
 *     order of registration
 * @param failurePolicy what happens when it fails by itself; default {@link FailurePolicy#CLOSED}
 * @param holding how much of the answer it holds back; default {@link Holding#NONE}
 * @param rewritesText whether a link in {@link Slot#GUARD} may replace text; default false
 */
public record LinkSpec(
    String name,
    Slot slot,
    int order,
    FailurePolicy failurePolicy,
    Holding holding,
    boolean rewritesText) {

  /** Checks that the parts fit each other. */
  public LinkSpec {
    Objects.requireNonNull(slot, "slot");
    if (name.isBlank()) {
      throw new IllegalArgumentException("link name is blank");
    }
    if (failurePolicy == FailurePolicy.OPEN && !holding.equals(Holding.NONE)) {
      throw new IllegalArgumentException(
          "link '" + name + "' holds events back, so it cannot fail open: events would be lost");
    }
    if (failurePolicy == FailurePolicy.OPEN && rewritesText) {
      throw new IllegalArgumentException(
          "link '" + name + "' rewrites text, so it cannot fail open: only an observer can");
    }
    if (rewritesText && slot != Slot.GUARD) {
      throw new IllegalArgumentException(
          "link '" + name + "' in slot " + slot + " cannot declare rewritesText: only GUARD can");
    }
  }

  /** A link of this name with all defaults. */
  public static LinkSpec named(String name) {
    return new LinkSpec(name, Slot.APPLICATION, 0, FailurePolicy.CLOSED, Holding.NONE, false);
  }

  /** The same link in this slot. */
  public LinkSpec in(Slot slot) {
    return new LinkSpec(name, slot, order, failurePolicy, holding, rewritesText);
  }

  /** The same link at this place within its slot; lower is further out. */
  public LinkSpec at(int order) {
    return new LinkSpec(name, slot, order, failurePolicy, holding, rewritesText);
  }

  /**
   * The same link, failing open: when it throws by itself, the call goes on as if it were not
   * there. Only for links that observe through a tap and change nothing.
   *
   * @throws IllegalArgumentException when it holds events back or rewrites text
   */
  public LinkSpec failingOpen() {
    return new LinkSpec(name, slot, order, FailurePolicy.OPEN, holding, rewritesText);
  }

  /** The same link, holding back this much of the answer. */
  public LinkSpec holding(Holding holding) {
    return new LinkSpec(name, slot, order, failurePolicy, holding, rewritesText);
  }

  /** The same link, allowed to replace text although it stands in {@link Slot#GUARD}. */
  public LinkSpec rewritingText() {
    return new LinkSpec(name, slot, order, failurePolicy, holding, true);
  }

  static String nameOf(Class<?> type) {
    String simple = type.getSimpleName();
    return simple.isEmpty() ? type.getName() : simple;
  }
}
