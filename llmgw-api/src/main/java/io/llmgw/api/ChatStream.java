package io.llmgw.api;

import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.response.ChatResponse;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it is written, to be read once:
 *
 * <pre>{@code
 * try (ChatStream s = llm.prompt(question).stream()) {
 *   for (String piece : s.text()) out.print(piece);
 *   out.println(s.response().usage());
 * }
 * }</pre>
 *
 * <p>Of a run it hands out what all rounds say, as one answer, whose blocks all have indices of
 * their own; tools are called while the reader waits for the next event. {@link #response()} is the
 * last answer then.
 *
 * <p>Whoever opened it closes it; leaving the loop early and closing cancels the exchange with the
 * provider, or where a {@link io.llmgw.api.request.UsageDrain} is set, leaves it to be read on for
 * its usage. One thread reads at a time; {@link #cancel()} and {@link #close()} may be called from
 * any thread at any time and never block for the provider. A stream that nobody closes is found and
 * closed, with a warning in the log.
 *
 * <p>Every reading method throws {@link io.llmgw.api.error.LlmException} when the answer fails:
 * after content was handed out as {@link io.llmgw.api.error.StreamInterruptedException}, which
 * holds what was delivered. After a failure the same failure again; after {@link #close()} {@link
 * IllegalStateException}.
 */
public interface ChatStream extends AutoCloseable, Iterable<LlmEvent> {
  /** Id of the call; of a run, the run's. */
  String callId();

  /** The next event; blocks until it is there. Null after the final one. */
  @Nullable LlmEvent next();

  /**
   * The round of the run that the event read last is of, from 1; always 1 where the answer takes
   * one call. A value that is repaired, and an answer after the results of tools, is of a later
   * round than what it follows.
   */
  int round();

  /** The form in which a value is asked for; null where none is. */
  @Nullable AnswerForm answerForm();

  /**
   * All events that are still to come. One pass: a second iterator goes on where the first one
   * stopped.
   */
  @Override
  Iterator<LlmEvent> iterator();

  /** The text that is still to come, piece by piece as it arrives; reasoning is left out. */
  Iterable<String> text();

  /**
   * The complete answer. Reads what is still to come, so it blocks until the end; calling it again
   * returns the same.
   */
  ChatResponse response();

  /** Ends the call early: the next read throws. Never blocks; idempotent. */
  void cancel();

  /** Ends the call if it has not ended, and frees what it holds. Idempotent. */
  @Override
  void close();
}
