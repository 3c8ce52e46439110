package io.llmgw.core.choice;

/** A way to choose one of several. Thread-safe; what one call has chosen is in its members. */
@FunctionalInterface
public interface Choice {
  /**
   * The member to ask next, from 0. One that has no target left may be named as well: it is taken
   * out, and the question comes again.
   */
  int choose(Members members);
}
