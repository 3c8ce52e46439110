package io.llmgw.cache.similar;

import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.cache.CacheControl;

/** Where the vectors of questions come from. Thread-safe. */
interface VectorSource extends AutoCloseable {
  /**
   * The vector of a text.
   *
   * @param control what the call wants of the cache
   * @throws io.llmgw.api.error.LlmException when the call is cancelled, or the model fails
   * @throws RuntimeException what else is wrong, with a message without text
   */
  Embedded embed(String text, Chain chain, CacheControl control);

  @Override
  default void close() {}
}
