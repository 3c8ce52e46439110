package io.llmgw.cache.link;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.FinishReason;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Answer;

/** Compares the answer of a call with the one that it would have been given. */
final class ShadowTap implements Tap {
  private final Answer kept;
  private final CacheControl control;
  private final SimilarLookup similar;
  private final int longest;
  private final StringBuilder text = new StringBuilder();

  /**
   * For one call.
   *
   * @param longest how many chars are compared at most; a longer answer is not
   */
  ShadowTap(Answer kept, CacheControl control, SimilarLookup similar, int longest) {
    this.kept = kept;
    this.control = control;
    this.similar = similar;
    this.longest = longest;
  }

  @Override
  public void onEvent(LlmEvent event) {
    if (event instanceof TextDelta delta && text.length() <= longest) {
      text.append(delta.text());
    }
  }

  @Override
  public void onOutcome(Outcome outcome) {
    if (outcome instanceof Outcome.Success success && text.length() <= longest) {
      FinishReason reason = success.completed().finishReason();
      if (reason == FinishReason.STOP || reason == FinishReason.STOP_SEQUENCE) {
        similar.compare(keptText(), text.toString(), control);
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
