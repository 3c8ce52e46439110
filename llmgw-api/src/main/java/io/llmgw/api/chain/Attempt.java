package io.llmgw.api.chain;

import io.llmgw.api.route.Target;
import org.jspecify.annotations.Nullable;

/** One try at one target. */
public interface Attempt {
  /** Number within the call, from 1. */
  int number();

  /** Where it goes. */
  Target target();

  /** Alias of the key it uses; null when the provider needs none. */
  @Nullable String keyAlias();
}
