package io.llmgw.core.route;

import org.jspecify.annotations.Nullable;

/**
 * What the routes around a place mean for what stands there.
 *
 * @param exits where a call goes on from there in two cases of their own; null for nowhere
 * @param sticky whether there is a key
 * @param stickyHash the hash of that key
 * @param minTier the least quality; 0 for any
 * @param isExit whether it stands on such a separate way itself
 */
record Within(@Nullable Exits exits, boolean sticky, long stickyHash, int minTier, boolean isExit) {
  static final Within NOTHING = new Within(null, false, 0, 0, false);

  /**
   * The separate ways of an ordered route.
   *
   * @param onContextLength for prompts that were too long; null for none
   * @param onContentPolicy for requests that were refused for their content; null for none
   * @param outer those of the routes around it; null for none
   */
  record Exits(
      @Nullable RouteNode onContextLength,
      @Nullable RouteNode onContentPolicy,
      @Nullable Exits outer) {}

  /** Inside a route with ways of its own. */
  Within exits(Exits others) {
    return new Within(others, sticky, stickyHash, minTier, isExit);
  }

  /** On a separate way, from which these are left. */
  Within leftBy(@Nullable Exits rest) {
    return new Within(rest, sticky, stickyHash, minTier, true);
  }

  Within sticky(long hash) {
    return new Within(exits, true, hash, minTier, isExit);
  }

  Within atLeast(int tier) {
    return tier <= minTier ? this : new Within(exits, sticky, stickyHash, tier, isExit);
  }
}
