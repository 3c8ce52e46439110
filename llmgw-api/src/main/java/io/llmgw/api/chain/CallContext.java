package io.llmgw.api.chain;

import io.llmgw.api.Caller;
import io.llmgw.api.observe.CallRecorder;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.redact.Redactions;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.CacheUse;
import io.llmgw.api.usage.Served;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a call, which never change, and its trail and attributes, which grow. Thread-safe.
 * Forks of a call, such as a shared flight, have a context of their own.
 */
public interface CallContext {
  /** Where a link that caches says what it had to do with the call; shown on the response. */
  AttributeKey<CacheStatus> CACHE_STATUS = AttributeKey.of("cache status", CacheStatus.class);

  /** Where a link that caches says what it has found or may keep; shown on the response. */
  AttributeKey<CacheUse> CACHE_USE = AttributeKey.of("cache use", CacheUse.class);

  /**
   * Left by the engine where a call has joined a {@linkplain Interceptor.Chain#share shared
   * flight}, also one that then fails: the key by which it was begun. It is equal to the key of
   * this call, and the very object that the call that began it gave: so a link can tell the flights
   * of one key apart, and let all on board know what it has hung on it.
   */
  AttributeKey<Object> JOINED_FLIGHT = AttributeKey.of("joined flight", Object.class);

  /**
   * Left by the router where the answer comes from a target that was not the first choice of the
   * route, since another one was passed over for a reason that may not hold for the next call of
   * the same words: it rests, is full, dear or slow, or has no key for this caller.
   */
  AttributeKey<Boolean> STAND_IN = AttributeKey.of("stand-in", Boolean.class);

  /** Where a link that masks says what it has found in the request; shown on the response. */
  AttributeKey<Redactions> REDACTIONS = AttributeKey.of("redactions", Redactions.class);

  /** Id of the call, unique; as on the response, in errors, logs and audit. */
  String callId();

  /** Id of the run that this call is a round of; the call's own id where there is no run. */
  String runId();

  /** Id of the call that this one was made for; null for calls of the application. */
  @Nullable String parentCallId();

  /** On whose behalf. */
  Caller caller();

  /** What for. */
  Purpose purpose();

  /** Whether the caller reads the answer piece by piece or takes it whole. */
  Delivery delivery();

  /** Time left until the call's deadline, never negative; null when it has none. */
  @Nullable Duration remaining();

  /** The clocks to measure and wait by. */
  TimeSource time();

  /** Cancelled when the call, or this fork or attempt of it, must end. */
  Cancellation cancellation();

  /** What was decided so far, and why. */
  Trail trail();

  /**
   * Where the call may go with this request, by the configuration that it sees: its route with the
   * sides that conditions lead to, without targets that the host's filters forbid this caller.
   * Equal for calls that may be answered by the same models for the same reasons, so it belongs
   * into the key of whatever answers one call with the answer of another. For machines: the words
   * may change from version to version. May read the request's text where a condition does.
   *
   * @throws io.llmgw.api.error.LlmException of kind {@code CONFIGURATION} when it names no model
   *     that this client knows
   */
  String destination(LlmRequest<?> request);

  /**
   * What the request asks for: the model or alias that it names, or the client's default where it
   * names none; null where there is no default either.
   */
  @Nullable String nameOf(LlmRequest<?> request);

  /** The account of the call as it stands: all attempts that have begun, what they cost so far. */
  Served served();

  /** Where a link tells those who observe the call what it has done with it. */
  default CallRecorder recorder() {
    return CallRecorder.NONE;
  }

  /** Where the call goes: set inside {@link Slot#ROUTE}, null outside. */
  @Nullable Target target();

  /** The attempt under way: set inside {@link Slot#RETRY}, null outside. */
  @Nullable Attempt attempt();

  /** The value that a link left under this key; null when there is none. */
  <T> @Nullable T attribute(AttributeKey<T> key);

  /** Leaves a value for other links of this call; replaces an earlier one. */
  <T> void attribute(AttributeKey<T> key, T value);
}
