package io.llmgw.core.filter;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.route.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a target does not get a call.
 *
 * @param kind of the failure of a call that has this target only
 * @param reason in words that follow the name of the target
 * @param remedy what whoever reads the failure can do
 * @param until when it could work; null when that is not a matter of time
 * @param lastResort after which wait it may be called nevertheless where there is no other target;
 *     null when it may not
 * @param isLasting whether it follows from the route, the filters and the request alone, so that it
 *     holds for every call that asks the same; not where it may be another matter the next time
 */
public record Refusal(
    ErrorKind kind,
    String reason,
    String remedy,
    @Nullable Instant until,
    @Nullable Duration lastResort,
    boolean isLasting) {
  static Refusal of(ErrorKind kind, String reason, String remedy) {
    return new Refusal(kind, reason, remedy, null, null, false);
  }

  /** A reason that is over by then; null when nobody knows. */
  public static Refusal until(String reason, @Nullable Instant until) {
    return new Refusal(ErrorKind.NO_TARGET, reason, "choose another model", until, null, false);
  }

  /** A reason that is for those alone who choose among several targets. */
  public static Refusal of(String reason) {
    return of(ErrorKind.NO_TARGET, reason, "choose another model");
  }

  /** The same, for every call that asks the same. */
  Refusal lasting() {
    return new Refusal(kind, reason, remedy, until, lastResort, true);
  }

  /** The failure of a call that has this target only. */
  public LlmException only(Target target, Instant now) {
    LlmException.Builder failure =
        LlmException.of(kind, target + " " + reason + ": " + remedy)
            .target(target.provider(), target.model());
    if (until != null) {
      failure.retryable(true).retryAfter(Unavailable.wait(now, until));
    }
    return failure.build();
  }
}
