package io.llmgw.cache.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor.Chain;
import io.llmgw.api.chain.Replay;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.usage.CacheStatus;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls that ask the same at the same time share one. Who has joined one that failed for a
 * reason that may pass asks once more, together with the others. What may be the fault of whoever
 * began it decides nothing for those who joined him.
 */
final class SharedCalls {
  private SharedCalls() {}

  /** Asks together with others; what they have found out is told to what is sought here. */
  static EventStream ask(Chain chain, LlmRequest<?> request, Sought own) {
    CallContext context = chain.context();
    Sought sought = own;
    while (true) {
      FlightKey key = FlightKey.of(sought, request);
      try {
        EventStream stream = share(chain, request, sought, key);
        own.learn(key.begun(context));
        return stream;
      } catch (LlmException error) {
        sought.turn().failedWith(key.begun(context).turn());
        Turn next = next(sought.turn(), error, context);
        if (next == null) {
          own.learn(key.begun(context));
          throw error;
        }
        if (sought == own) { // said once, however many may not
          context
              .trail()
              .note(
                  LookupLink.NAME, "the shared call failed with " + error.kind() + ": asks again");
        }
        sought = own.again(next);
      }
    }
  }

  /** In which it is asked once more after a failure; null where it is not. */
  private static @Nullable Turn next(Turn turn, LlmException error, CallContext context) {
    if (!isJoined(context) || context.cancellation().isCancelled()) {
      return null;
    }
    if (isRefusedHere(error.kind())) {
      return turn.afterRefusal();
    }
    return turn.isLast() || !mayPass(error) ? null : turn.after();
  }

  /** Whether the call has what it has from one that somebody else has begun, be it a failure. */
  static boolean isJoined(CallContext context) {
    return context.attribute(CallContext.CACHE_STATUS) == CacheStatus.JOINED;
  }

  private static EventStream share(
      Chain chain, LlmRequest<?> request, Sought sought, FlightKey key) {
    CallContext context = chain.context();
    context.attribute(CallContext.CACHE_STATUS, CacheStatus.MISS);
    try {
      Replay replay = sought.isMadeOnce() ? Replay.WHOLE : Replay.BOUNDED;
      return chain.share(key, request.with(sought), outcome -> {}, replay);
    } finally {
      if (sought.turn().isOvertaken()) {
        context.attribute(CallContext.CACHE_STATUS, CacheStatus.JOINED);
      }
    }
  }

  /** Whether it is by nature a thing of the moment, or may be one of the caller who began it. */
  private static boolean mayPass(LlmException error) {
    return isOfKey(error.kind()) || error.isRetryable();
  }

  /** Whether it may be one of the key of the caller who began it. */
  static boolean isOfKey(ErrorKind kind) {
    return kind == ErrorKind.AUTH || kind == ErrorKind.PERMISSION || kind == ErrorKind.QUOTA;
  }

  /**
   * Whether this process has refused the caller, and sent nothing: then everybody may find out by
   * himself, one after the other.
   */
  private static boolean isRefusedHere(ErrorKind kind) {
    return switch (kind) {
      case BUDGET, NO_PRICE, NO_TARGET, BLOCKED -> true;
      default -> false;
    };
  }
}
