package io.llmgw.core.run;

import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.response.LlmResponse;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is under way, of one call or of a run of several: what the doors hand out. One
 * thread reads; any thread may cancel or close.
 *
 * @param <R> the kind of answer
 */
public interface OpenAnswer<R extends LlmResponse> extends EventStream {
  /** Id of the call, or of the run. */
  String id();

  /** The round of the run that the last event is of, from 1; a call has one. */
  default int round() {
    return 1;
  }

  /** The form in which a value is asked for; null where none is. */
  default @Nullable AnswerForm answerForm() {
    return null;
  }

  /** The complete answer; reads what is still to come. */
  R collect();

  /**
   * Ends it early; the next read throws. Never blocks.
   *
   * @return false when it was ended before
   */
  boolean cancel(Reason reason);

  /** Ends it when the thread that waits for its provider has been interrupted. */
  void cancelIfInterrupted();

  /**
   * Whether it cannot end before this thread goes on: it reads now, or has read the last event, and
   * nobody has {@linkplain #putDown() put it down}. Who has only opened it may have handed it on.
   */
  boolean isCarriedBy(Thread thread);

  /** Its reader goes on to something else, and may never come back. */
  void putDown();

  /** Whether it has ended, one way or the other. */
  boolean isEnded();

  /** Whether nobody has read since then, nor waits for an event now. */
  boolean isUnreadSince(long nanos);
}
