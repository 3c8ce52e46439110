package io.llmgw.core.link;

import io.llmgw.api.Caller;
import io.llmgw.api.Explanation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.core.target.KeyRing;
import io.llmgw.core.target.Resting;
import io.llmgw.core.target.TargetStates;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a caller's keys at a target are to a call that would begin now, for people. */
public record KeysExplained(TargetStates states, Models models, TimeSource time) {
  /**
   * Alias of the key that a call would begin with; null when none is needed, or known yet.
   *
   * @throws LlmException of kind CONFIGURATION when one is needed and there is none
   */
  public @Nullable String first(Target target, Caller caller) {
    List<ApiKey> keys = models.keysNow(target, caller);
    ApiKey first = keys == null ? null : states.keysOf(target.ref()).first(keys, time.nanos());
    return first == null ? null : first.alias();
  }

  /** Those that rest now, each with the reason and until when; a word where none is known yet. */
  public List<Explanation.Skipped> resting(Target target, Caller caller) {
    List<Explanation.Skipped> skipped = new ArrayList<>();
    KeyRing ring = states.keysOf(target.ref());
    long now = time.nanos();
    for (ApiKey key : keysIfAny(target, caller, skipped)) {
      Resting resting = ring.resting(key, now);
      if (resting != null) {
        skipped.add(new Explanation.Skipped(target + " key " + key.alias(), words(resting, now)));
      }
    }
    return skipped;
  }

  /** Those that are known; what is wrong with them is told elsewhere. */
  private List<ApiKey> keysIfAny(Target target, Caller caller, List<Explanation.Skipped> skipped) {
    try {
      List<ApiKey> keys = models.keysNow(target, caller);
      if (keys != null) {
        return keys;
      }
      skipped.add(
          new Explanation.Skipped(
              target + " key", "is not known yet: the first call asks its source for it"));
    } catch (LlmException noKey) {
      // whoever calls is told
    }
    return List.of();
  }

  private String words(Resting resting, long now) {
    String until =
        resting.forGood()
            ? "the client is reconfigured"
            : time.now().plus(resting.left(now)).truncatedTo(ChronoUnit.MILLIS).toString();
    return "rests after " + resting.why() + " until " + until;
  }
}
