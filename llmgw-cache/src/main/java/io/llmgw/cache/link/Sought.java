package io.llmgw.cache.link;

import io.llmgw.cache.key.NoMatter;

/**
 * What a call has not found in the cache and asks for, together with others who seek the same; on
 * its way to the link that fills it.
 */
interface Sought extends NoMatter.Unkeyed {
  /** Equal for those that ask the same and would take the same of what is kept. */
  Object terms();

  /** Whether it must not be made twice: then all share it, whatever their clocks. */
  default boolean isMadeOnce() {
    return false;
  }

  /** Whether it is asked for the first time, or once more. */
  Turn turn();

  /** The same, asked for once more. */
  Sought again(Turn turn);

  /** Takes over what was found out for the same by somebody else. */
  void learn(Sought other);
}
