package io.llmgw.cache;

import java.util.List;

/**
 * Finds the questions that are near a question, for {@link Semantic#index}. It only proposes: the
 * cache itself works out how similar they are, and looks whether the answer is still there, who may
 * have it, and whether the two questions differ in something that matters. Groups are apart,
 * whatever is in them.
 *
 * <p>Thread-safe. It is called on the threads of calls, in the process, without a limit of time: a
 * method that does not return holds the call. What it throws is noted in the trail of the call,
 * which goes on without. It belongs to one cache, which closes it, and holds no more than {@link
 * Semantic#mostEntries}, as the cache removes what is too many.
 */
public interface VectorIndex extends AutoCloseable {
  /**
   * A question that is near.
   *
   * @param id as it was added
   * @param similarity the scalar product of the two vectors, as far as the index knows; the cache
   *     takes its own
   */
  record Near(long id, double similarity) {}

  /**
   * Adds a question.
   *
   * @param group what it may be compared with; opaque
   * @param id unique, never used again
   * @param vector of length 1; not to be changed
   */
  void add(String group, long id, float[] vector);

  /** Removes a question; nothing where there is none of this id. */
  void remove(String group, long id);

  /**
   * The questions of a group that are nearest to a vector, the nearest first.
   *
   * @param vector of length 1, with as many numbers as all others of the group; not to be changed
   * @param most how many are wanted; fewer where there are fewer
   * @param least how similar one must be to be of use, -1 to 1; those below it may be left out
   */
  List<Near> nearest(String group, float[] vector, int most, double least);

  /** Closes it, with the client; default nothing. */
  @Override
  default void close() {}
}
