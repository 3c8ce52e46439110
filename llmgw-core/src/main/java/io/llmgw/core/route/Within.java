package io.llmgw.core.route;

import org.jspecify.annotations.Nullable;

/**
 * What the routes around a place mean for what stands there.
 *
 * @param exits where a call goes on from there in two cases of their own; null for nowhere
 * @param sticky whether there is a key
 * @param stickyHash the hash of that key
 * @param minTier the least quality; 0 for any
 */
record Within(@Nullable Exits exits, boolean sticky, long stickyHash, int minTier) {
  static final Within NOTHING = new Within(null, false, 0, 0);

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

  Within exits(@Nullable Exits others) {
    return new Within(others, sticky, stickyHash, minTier);
  }

  Within sticky(long hash) {
    return new Within(exits, true, hash, minTier);
  }

  Within atLeast(int tier) {
    return tier <= minTier ? this : new Within(exits, sticky, stickyHash, tier);
  }
}
