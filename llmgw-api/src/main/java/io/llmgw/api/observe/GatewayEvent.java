package io.llmgw.api.observe;

import io.llmgw.api.error.ErrorKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened in a client and that its operators may want to know: told to {@link
 * GatewayListener}s. Holds no text of calls and no secret. There may be further kinds later, so a
 * {@code switch} over them wants a default.
 */
public sealed interface GatewayEvent {
  /** When it happened, by the client's clock. */
  Instant at();

  /**
   * A breaker keeps calls from a target that fails.
   *
   * @param target as {@code provider/model}
   * @param byRate whether half of its last calls have failed, so that calls with no other target
   *     still go there; false when all of them have
   * @param openFor how long until one call may try it
   */
  record BreakerOpened(Instant at, String target, boolean byRate, Duration openFor)
      implements GatewayEvent {}

  /**
   * A breaker lets all calls through again.
   *
   * @param target as {@code provider/model}
   */
  record BreakerClosed(Instant at, String target) implements GatewayEvent {}

  /**
   * A key is not used for a while, since it has reached a limit.
   *
   * @param target where it rests, as {@code provider/model}; null for all models of the provider
   * @param keyId tells this key from others, as {@link KeyQuarantined#keyId}
   * @param why what its provider has said
   * @param restsFor how long
   */
  record KeyRested(
      Instant at,
      String provider,
      @Nullable String target,
      String keyAlias,
      String keyId,
      ErrorKind why,
      Duration restsFor)
      implements GatewayEvent {}

  /**
   * A key is not used for a while, since its provider refuses it: somebody has to look at it.
   *
   * @param target where it is refused, as {@code provider/model}; null for all models of the
   *     provider
   * @param keyId tells this key from others of that alias, as those of other tenants, and from the
   *     one that comes after it: the same in all events of this process, another one in the next.
   *     Nobody can find the secret by it
   * @param why what its provider has said
   * @param restsFor until it is tried again; null for not before the client is configured anew, as
   *     only a host's own reactions have it
   */
  record KeyQuarantined(
      Instant at,
      String provider,
      @Nullable String target,
      String keyAlias,
      String keyId,
      ErrorKind why,
      @Nullable Duration restsFor)
      implements GatewayEvent {}

  /**
   * A provider knows no model of that name, as far as one of its keys may see, or has not found
   * something and does not say what: calls do not go there with that key, for a while in the second
   * case. The key itself is not refused. The name may be one that a caller came up with. Where a
   * target needs no key, it is told as a {@link TargetRested}.
   *
   * @param target as {@code provider/model}
   * @param keyId tells this key from others, as {@link KeyQuarantined#keyId}
   * @param restsFor until it is tried again with that key; null for not before the client is
   *     configured anew
   */
  record ModelMissing(
      Instant at,
      String provider,
      String target,
      String keyAlias,
      String keyId,
      @Nullable Duration restsFor)
      implements GatewayEvent {}

  /**
   * A key source gives a caller another secret in place of one of the same alias, which it gives no
   * more; told once for each two that follow each other, however many callers get them. Another
   * source, as of another target, is no change of this one.
   *
   * @param keyAlias of both
   * @param formerKeyId of the one before, as {@link KeyQuarantined#keyId}
   * @param keyId of the one that has come in its place
   */
  record KeyRotated(Instant at, String provider, String keyAlias, String formerKeyId, String keyId)
      implements GatewayEvent {}

  /**
   * A target takes no calls for a while, whatever the key.
   *
   * @param target as {@code provider/model}
   * @param restsFor how long; null for not before the client is configured anew, as where the model
   *     is gone
   */
  record TargetRested(Instant at, String target, ErrorKind why, @Nullable Duration restsFor)
      implements GatewayEvent {}

  /**
   * A call goes on at another target.
   *
   * @param from the target that has failed, as {@code provider/model}
   * @param to the next one
   * @param httpStatus of that failure; 0 where there was none
   */
  record FailedOver(
      Instant at, String callId, String from, String to, ErrorKind why, int httpStatus)
      implements GatewayEvent {}

  /**
   * A stream was found that its reader has forgotten, and was ended.
   *
   * @param unread whether it was left open without being read; false when it was garbage collected
   *     without being closed
   */
  record StreamLeaked(Instant at, String callId, boolean unread) implements GatewayEvent {}

  /**
   * A call has ended after a longer time than {@link GatewayListener#slowCallAfter}.
   *
   * @param target that has served it, as {@code provider/model}; null when none has
   * @param took from its beginning, or that of its wait for a thread, to its end, what its reader
   *     took between two events included
   * @param attempts how many it has made
   */
  record SlowCall(Instant at, String callId, @Nullable String target, Duration took, int attempts)
      implements GatewayEvent {}

  /**
   * A run of several calls has failed, perhaps though each of its calls has succeeded: the value
   * that was asked for did not come, the model would go on beyond the limits of the run, or its
   * time is over. Runs that were cancelled are not told, nor those that ended before they began,
   * which are observed as a call.
   *
   * @param runId as its calls have it
   * @param why what whoever asked was told
   * @param rounds how many of its calls were answered
   */
  record RunFailed(Instant at, String runId, ErrorKind why, int rounds) implements GatewayEvent {}

  /** The client goes by another configuration. */
  record Reconfigured(Instant at) implements GatewayEvent {}

  /**
   * A model has answered that no price is known of, so that its calls cost nobody knows what; told
   * once for each.
   *
   * @param target as {@code provider/model}
   */
  record PriceUnknown(Instant at, String target) implements GatewayEvent {}

  /**
   * This listener has missed events, as more came than it takes.
   *
   * @param count how many, at least 1
   */
  record EventsDropped(Instant at, long count) implements GatewayEvent {}
}
