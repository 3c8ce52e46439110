package io.llmgw.core.route;

import io.llmgw.api.route.Target;

/**
 * A target that a plan offers.
 *
 * @param target where
 * @param within what of the route stands around it
 */
public record Candidate(Target target, Within within) {
  /** The target of a call that has no other. */
  public static Candidate only(Target target) {
    return new Candidate(target, Within.NOTHING);
  }
}
