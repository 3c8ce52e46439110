package io.llmgw.api.tokens;

import io.llmgw.api.route.ModelRef;

/**
 * Counts tokens exactly, by the tokenizer of a model: one of your own, or that of {@code
 * llmgw-jtokkit}.
 *
 * <p>It is called on threads of the estimator, by several at once, and may take its time: nobody
 * waits for it longer than a bound, and what it throws or never returns is made up for by an
 * estimate. For each model it is asked first for a short text that nobody waits for, so that it can
 * load what it needs.
 */
public interface TokenCounter {
  /** Whether it knows the tokenizer of the model. Asked on the thread of a call: must be quick. */
  boolean knows(ModelRef model);

  /**
   * The number of tokens of a text, which may be empty, and hold whatever a user may write, such as
   * {@code <|endoftext|>}.
   *
   * @return at least 0
   */
  long count(String text, ModelRef model);
}
