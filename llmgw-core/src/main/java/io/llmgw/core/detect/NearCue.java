package io.llmgw.core.detect;

import io.llmgw.api.redact.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which word near a find has made it surer, to whoever asks why it is one. */
public final class NearCue {
  private NearCue() {}

  /**
   * The longest word of the rule that stands near the find, as the rule writes it; null if there is
   * none, or the rule is none of those that say what their words are.
   */
  public static @Nullable String of(Rules rules, Finding found, String text) {
    String best = null;
    for (Identifier rule : rules.identifiers()) {
      if (rule.name().equals(found.rule()) && rule.type().equals(found.type())) {
        for (String cue : rule.cues()) {
          boolean isLonger = best == null || cue.length() > best.length();
          best = isLonger && isNear(text, found, cue) ? cue : best;
        }
      }
    }
    return best;
  }

  private static boolean isNear(String text, Finding found, String cue) {
    FoldedText folded = new FoldedText();
    folded.read(text);
    CueWindow window = new CueWindow(folded, CueWindow.of(List.of(List.of(cue))), 1);
    return window.isNear(0, folded.placeOf(found.start()), folded.placeOf(found.end()));
  }
}
