package io.llmgw.core.choice;

import io.llmgw.api.condition.RouteFacts;
import io.llmgw.api.route.Target;
import org.jspecify.annotations.Nullable;

/** What a choice of one call is among: the members that may have a target yet, in their order. */
public interface Members {
  /** How many, at least 1. */
  int size();

  /** The weight of one, above 0; 1 where there are no weights. */
  int weight(int member);

  /** The place of one in its route, from 0, which stays as others give out. */
  int place(int member);

  /** How many places the route has. */
  int places();

  /** A number for one that is the same in every process and configuration. */
  long identity(int member);

  /** The target that one would give; null when it has none left. */
  @Nullable Target head(int member);

  /**
   * The target that one is, whether or not it takes the call, or the one that it would give where
   * it is a route; null when it has none left. Costs nothing where it is a target.
   */
  @Nullable Target prospect(int member);

  /** The number of this call among those that came to this choice; does not change in a call. */
  long turn();

  /** The hash of the key that the call is sticky by. */
  long stickyHash();

  /** The facts of the call. */
  RouteFacts facts();

  /** Where chance comes from. */
  Chance chance();
}
