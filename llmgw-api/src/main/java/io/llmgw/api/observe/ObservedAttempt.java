package io.llmgw.api.observe;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.usage.AttemptWait;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attempt as it begins, without its text.
 *
 * @param callId id of the call that it is accounted to
 * @param number its number within the call, from 1, in the order of their starts
 * @param provider name of the provider
 * @param model the provider's own id of the model
 * @param keyAlias alias of the key that it uses; null if it uses none
 * @param cause why it is made
 * @param hedge whether it is made beside an earlier attempt that had no content yet, at a second
 *     target, or is a further attempt there
 * @param after how the attempt before has failed; null where none has
 * @param from the target of that attempt, as {@code provider/model}; null where none has failed
 * @param waits what it had to wait for, in order; a wait that was cut short is not among them, as
 *     no attempt came of it: {@link CallObserver.Observation#onWait} tells of those for limits
 * @param limits how fast its target may be called, as declared; null for no limits
 */
public record ObservedAttempt(
    String callId,
    int number,
    String provider,
    String model,
    @Nullable String keyAlias,
    AttemptCause cause,
    boolean hedge,
    @Nullable ErrorKind after,
    @Nullable String from,
    List<AttemptWait> waits,
    @Nullable TargetLimits limits) {
  /** Copies the list. */
  public ObservedAttempt {
    waits = List.copyOf(waits);
  }

  /** Where it goes, as {@code provider/model}. */
  public String target() {
    return provider + "/" + model;
  }
}
