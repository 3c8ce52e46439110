package io.llmgw.cache;

/**
 * Turns a text into numbers that are near each other where texts mean the same: a model within the
 * process, for {@link Semantic#by}. Thread-safe. It is called on threads of the cache, and
 * interrupted when it takes longer than it is {@linkplain Semantic#within waited for}.
 */
@FunctionalInterface
public interface TextEmbedder {
  /**
   * The numbers of a text: as many for every text, all of them finite and not all of them 0. Of any
   * length: only the direction counts. A vector that is otherwise, or none, is passed by.
   *
   * @param text masked, as it would be sent; not empty
   * @throws Exception where it cannot; the call then goes on without
   */
  float[] embed(String text) throws Exception;
}
