package io.llmgw.api.observe;

/** What a policy may tell of its work on a call: the closed vocabulary of {@link CallRecorder}. */
public enum CallFact {
  /** The answer came from the cache. */
  CACHE_HIT,
  /** The cache was asked and had no answer. */
  CACHE_MISS,
  /** The cache was not asked, as the request or its settings want it. */
  CACHE_BYPASS,
  /** The answer came from the cache and was older than it should be. */
  CACHE_STALE,
  /** The answer came from the flight of another call. */
  CACHE_COALESCED,
  /** So many tokens were not paid for, thanks to the cache. */
  CACHE_SAVED_TOKENS,
  /** So many places of the request were masked; the detail names the detector. */
  REDACTED_INPUT,
  /** So many places of the answer were masked; the detail names the detector. */
  REDACTED_OUTPUT,
  /** A guard has judged and let it pass; the detail names the guard. */
  GUARD_PASSED,
  /** A guard has changed something; the detail names the guard. */
  GUARD_CHANGED,
  /** A guard has blocked it; the detail names the guard. */
  GUARD_BLOCKED,
  /** A guard has taken so many nanoseconds; the detail names the guard. */
  GUARD_NANOS,
  /** The call has waited so many nanoseconds for a limit; the detail names the limit. */
  LIMIT_WAIT_NANOS,
  /** A limit has refused it; the detail names the limit. */
  LIMIT_REJECTED,
  /** A budget has refused it, or an attempt of it; the detail names the budget. */
  BUDGET_REJECTED,
  /** The idle clock has ended an attempt in the middle of its answer. */
  STREAM_IDLE;

  /** Whether amounts of it are nanoseconds. */
  public boolean isTime() {
    return this == GUARD_NANOS || this == LIMIT_WAIT_NANOS;
  }
}
