package io.llmgw.api.chain;

/**
 * Where a link stands, outermost first. The order between slots is fixed; {@code explain} prints
 * it.
 *
 * <p>Links outside {@link #REDACT} may change the text of a request; inside it the text is fixed,
 * so that nothing unmasked can enter by the back door.
 *
 * <p>Links outside {@link #CACHE} see every call. Those behind it see only calls that ask a model:
 * none whose answer is given again, and of several that share one request the first alone, with its
 * caller, for all. So what decides by the caller, such as a permission, stands in {@link #ACCESS}
 * or, where it is to change text as well, in {@link #APPLICATION}.
 */
public enum Slot {
  /** Observers of the whole call. They see sizes, times and outcomes, never text. */
  OBSERVE,
  /** Expansion of named prompts. */
  PROMPT,
  /** Custom links that may change text, once per call. */
  APPLICATION,
  /** Identity, permissions, size limits of the input, once per call and before the cache. */
  ACCESS,
  /** Request rate and concurrency per caller. */
  LIMIT,
  /** Masking and restoring of personal data and secrets. */
  REDACT,
  /** Capture of masked content for audit and logs. */
  RECORD,
  /** Judgement of input and output. */
  GUARD,
  /** Response cache and coalescing: what it answers goes no further. */
  CACHE,
  /**
   * Custom links with the text fixed, once per call that asks a model: not where the cache answers,
   * and once for all that share a request. No place for permissions.
   */
  CALL,
  /** Choice of the target, failover. */
  ROUTE,
  /** Repetition at the same target. */
  RETRY,
  /** Reservation of tokens and money for one attempt. */
  SPEND,
  /** Rate and concurrency per target and key. */
  PACE,
  /** Custom links with the text fixed, once per attempt; behind the cache, as {@link #CALL} is. */
  ATTEMPT,
  /** Observers of one attempt. */
  MEASURE,
  /** Circuit breaker of the target. */
  BREAKER,
  /** The exchange with the provider. */
  PROVIDER;

  /**
   * Whether a link in this slot must pass the text on as it came. {@link #REDACT} may change it.
   */
  public boolean isTextFixed() {
    return compareTo(REDACT) > 0;
  }
}
