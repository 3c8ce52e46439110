package io.llmgw.cache.link;

import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.cache.link.Round.Landing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a call asks for the first time, or once more with those who have waited in vain. */
final class Turn {
  private static final Tap NOBODY = outcome -> {};

  private final @Nullable Round round;
  private final boolean last;
  private final Round next = new Round();
  private volatile Turn begun = this;
  private volatile boolean overtaken;

  private Turn(@Nullable Round round, boolean last) {
    this.round = round;
    this.last = last;
  }

  /** The first one of a call, which may ask the same once more. */
  static Turn first() {
    return new Turn(null, false);
  }

  /** The first one of a call that others have asked for, or may. */
  static Turn in(Round round) {
    return new Turn(round, false);
  }

  /** The first one of a call that asks for something else when it is in vain, or for nothing. */
  static Turn only() {
    return new Turn(null, true);
  }

  /** Whether the call does not ask the same once more when it is in vain. */
  boolean isLast() {
    return last;
  }

  /**
   * It was in vain.
   *
   * @param other in which the call was begun that has failed: of whoever began it; may be this one
   */
  void failedWith(Turn other) {
    begun = other;
  }

  /** What those do next, and last, together, who have waited in vain for the same call as this. */
  Turn after() {
    return new Turn(begun.following(), true);
  }

  /** The same where nothing was sent in this one, so that it counts for nothing. */
  Turn afterRefusal() {
    return new Turn(begun.following(), last);
  }

  private Round following() {
    return round == null ? next : round.next();
  }

  /** What this one is a part of; null for the first one of a call without a name. */
  @Nullable Round round() {
    return round;
  }

  /**
   * What the others did meanwhile who have waited for the same; null while that is not known.
   *
   * @param own is told what they have found out
   * @throws io.llmgw.api.error.LlmException when it failed
   */
  @Nullable EventStream overtaken(Sought own) {
    Landing landing = round == null ? null : round.landing(own);
    overtaken = landing != null;
    return landing == null ? null : landing.given(own);
  }

  /** Whether the others were answered, and by more than is held for who comes late. */
  boolean isTooLate(Sought own) {
    return round != null && round.isTooLong(own);
  }

  /** Whether it was answered by that. */
  boolean isOvertaken() {
    return overtaken;
  }

  /** Keeps what is asked for in it for those of them who come late. */
  Tap keeping(Sought own) {
    return round == null ? NOBODY : round.collecting(own);
  }

  /** The same where it was there after all. */
  void keep(List<LlmEvent> found, Sought own) {
    if (round != null) {
      round.land(new Landing(found, null, own));
    }
  }
}
