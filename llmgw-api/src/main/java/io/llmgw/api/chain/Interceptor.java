package io.llmgw.api.chain;

import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.LlmResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A policy around calls: the only extension point for policies. It may look at the request, refuse
 * it, pass it on with {@link Chain#proceed}, answer by itself, wrap what comes back, or pass it on
 * again once the previous stream has failed or is closed.
 *
 * <p>One instance serves all calls of a client at the same time, so what it keeps must be
 * thread-safe; what belongs to one call is touched by one thread at a time (not always the same),
 * so it needs no locks, and must not use thread-locals across {@code proceed}.
 *
 * <p>The chain checks the contract at run time and fails the call with {@link
 * io.llmgw.api.error.ContractBreachException}, naming the class, on: a null stream; a second {@code
 * proceed} while the first stream is open; a stream that breaks the order {@code Started content*
 * Completed}; changed text in a slot where text is fixed.
 */
public interface Interceptor {
  /**
   * Serves one call (or one attempt, by the slot).
   *
   * <p>Whatever is left open when this method throws, or when the stream it returned ends, is
   * closed by the chain.
   *
   * @throws io.llmgw.api.error.LlmException to refuse or fail the call; any other exception becomes
   *     one of kind {@code INTERCEPTOR} that names this link
   */
  EventStream intercept(Chain chain);

  /**
   * Name, slot and manners of this link; constant. Default: the simple class name, in {@link
   * Slot#APPLICATION}, failing closed, holding nothing back.
   */
  default LinkSpec spec() {
    return LinkSpec.named(LinkSpec.nameOf(getClass()));
  }

  /** The rest of the chain, as one link sees it. Valid until that link's stream ends. */
  interface Chain {
    /** The request as it reached this link. */
    LlmRequest<?> request();

    /** The facts and the trail of the call. */
    CallContext context();

    /** Same as {@link #proceed(LlmRequest, Tap)} without a tap. */
    EventStream proceed(LlmRequest<?> request);

    /**
     * Passes the request on. Inside {@link Slot#RETRY} and further in, and for {@code RETRY}
     * itself, it returns only when the first content (or the final event) is there, so that
     * everything that can still be repeated elsewhere is an exception from here.
     *
     * @param tap told every event and, exactly once, how it ended: also when this method throws
     * @throws io.llmgw.api.error.LlmException when the rest of the chain fails
     */
    EventStream proceed(LlmRequest<?> request, Tap tap);

    /** Same as {@link #share(Object, LlmRequest, Tap, Replay)} with a bounded replay. */
    default EventStream share(Object key, LlmRequest<?> request, Tap oncePerFlight) {
      return share(key, request, oncePerFlight, Replay.BOUNDED);
    }

    /**
     * Starts a shared flight of the rest of the chain, or joins the one that is under way for the
     * same key at this link: atomic. The rest of the chain runs once, on a thread of the engine, in
     * a context of its own; every participant gets all events from the first, and leaves at its own
     * deadline or cancel; when the last one has left, the flight is cancelled. Returns after the
     * flight's first content.
     *
     * <p>Not inside {@code ROUTE}: what stands there belongs to one target of one call.
     *
     * @param key equal for calls that may share one answer; must tell apart callers that may not
     * @param oncePerFlight told the events and the outcome of the flight, once, whoever takes part
     * @param replay until when it can be joined, as the one says who starts it
     * @throws io.llmgw.api.error.LlmException when the flight fails before its first content: a
     *     copy for each participant
     */
    EventStream share(Object key, LlmRequest<?> request, Tap oncePerFlight, Replay replay);

    /**
     * Makes another call on behalf of this one, for instance to ask a judge model. It skips the
     * slots {@code PROMPT}, {@code APPLICATION}, {@code REDACT} and {@code GUARD}, so it may be
     * made from inside {@code REDACT} only, where text is masked already; it cannot make internal
     * calls of its own; it takes half of the remaining deadline at most, is accounted to the same
     * caller, and appears in this call's trail. Blocks until the answer is complete.
     *
     * @param purpose what for; any but {@link Purpose#APPLICATION}
     */
    <R extends LlmResponse> R internal(Purpose purpose, LlmRequest<R> request);

    /**
     * The rule that these events would break as the stream of this link, in words without text of
     * the answer; null when they are a whole answer to its request. The chain fails a call whose
     * stream breaks one, so whoever keeps answers where others can change them asks first.
     *
     * @param answer all the events, in order, the last one included
     */
    @Nullable String ruleBrokenBy(List<LlmEvent> answer);
  }
}
