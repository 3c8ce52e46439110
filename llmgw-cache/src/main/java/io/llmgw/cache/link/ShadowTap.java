package io.llmgw.cache.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.FinishReason;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Answer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Compares the answer of a call with the one that it would have been given. */
final class ShadowTap implements Tap {
  private final Answer kept;
  private final CacheControl control;
  private final SimilarLookup similar;
  private final BiPredicate<String, String> isSameAnswer;
  private final int longest;
  private final @Nullable Tap next;
  private final StringBuilder text = new StringBuilder();

  /**
   * For one call.
   *
   * @param longest how many chars are compared at most; a longer answer is not
   * @param next told all this is told; null for none
   */
  ShadowTap(
      Answer kept,
      CacheControl control,
      SimilarLookup similar,
      BiPredicate<String, String> isSameAnswer,
      int longest,
      @Nullable Tap next) {
    this.kept = kept;
    this.control = control;
    this.similar = similar;
    this.isSameAnswer = isSameAnswer;
    this.longest = longest;
    this.next = next;
  }

  @Override
  public void onEvent(LlmEvent event) {
    if (next != null) {
      next.onEvent(event);
    }
    if (event instanceof TextDelta delta && text.length() <= longest) {
      text.append(delta.text());
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    if (next != null) {
      next.onOutcome(outcome);
    }
    if (outcome instanceof Outcome.Success success && text.length() <= longest) {
      FinishReason reason = success.completed().finishReason();
      if (reason == FinishReason.STOP || reason == FinishReason.STOP_SEQUENCE) {
        similar.compared(control, isSameAnswer.test(keptText(), text.toString()));
      }
    }
  }

  private String keptText() {
    StringBuilder whole = new StringBuilder();
    for (LlmEvent event : kept.events()) {
      if (event instanceof TextDelta delta) {
        whole.append(delta.text());
      }
    }
    return whole.toString();
  }
}
