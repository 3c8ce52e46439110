package io.llmgw.cache.link;

import io.llmgw.api.chain.AttributeKey;
import io.llmgw.cache.link.Lookup.Late;
import org.jspecify.annotations.Nullable;

/** What a call was given, for who finds out that it is no answer to be given again. */
@FunctionalInterface
interface Given {
  AttributeKey<Given> KEY = AttributeKey.of("given", Given.class);

  /** Of a call that the cache is passed by. */
  Given NOTHING = () -> null;

  /** It as it is kept, or was; null where it is not, or not yet. */
  @Nullable Late kept();
}
