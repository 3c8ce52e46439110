package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.key.CacheKey;

/** What calls with an idempotency key are held to. */
final class NamedCalls {
  private NamedCalls() {}

  /**
   * That an answer is one to this request.
   *
   * @throws LlmException of kind CONFLICT when it is one to another request of the same name
   */
  static void check(Answer kept, CacheKey asked) {
    if (!asked.equals(kept.asked())) {
      throw LlmException.of(
              ErrorKind.CONFLICT,
              "the idempotency key of this call was used for another request: take a new one")
          .retryable(false)
          .build();
    }
  }

  /**
   * That a call is not one of several, and not made on behalf of another: that may hold the place
   * for which the first call of the name waits, and would wait for that call.
   *
   * @throws LlmException of kind UNSUPPORTED when it is a round of a run, or has a parent
   */
  static void checkSingle(CallContext context) {
    if (!context.runId().equals(context.callId())) {
      throw unsupported("a run of several calls, by tools or for a value");
    }
    if (context.parentCallId() != null) {
      throw unsupported("one on behalf of another call");
    }
  }

  /** Of kind CONFLICT: the call was made, and what it gave can no longer be given. */
  static LlmException tooLate() {
    return LlmException.of(
            ErrorKind.CONFLICT,
            "the call of this idempotency key was answered by more than is held or kept: take a"
                + " new one, or a larger cache")
        .retryable(false)
        .build();
  }

  static LlmException unsupported(String what) {
    return LlmException.of(
            ErrorKind.UNSUPPORTED,
            "an idempotency key names one call for one answer, and this is "
                + what
                + ": leave it out")
        .build();
  }
}
