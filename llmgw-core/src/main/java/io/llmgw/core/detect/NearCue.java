package io.llmgw.core.detect;

import io.llmgw.api.redact.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells which word near a find has made it surer, to whoever asks why it is one. Reads a text once,
 * and for the words of a rule about once more, if it is asked about its finds in their order. Not
 * thread-safe.
 */
public final class NearCue {
  private final Rules rules;
  private final FoldedText text = new FoldedText();
  private final Map<Identifier, CueWindow> windows = new HashMap<>();

  /** What tells of finds of these rules in this text. */
  public NearCue(Rules rules, String text) {
    this.rules = rules;
    this.text.read(text);
  }

  /**
   * The longest word of the rule that stands near the find, as the rule writes it; null if there is
   * none, or the rule is none of those that say what their words are.
   */
  public @Nullable String of(Finding found) {
    String best = null;
    for (Identifier rule : rules.identifiers()) {
      if (rule.name().equals(found.rule()) && rule.type().equals(found.type())) {
        best = longer(best, near(rule, found));
      }
    }
    return best;
  }

  private @Nullable String near(Identifier rule, Finding found) {
    CueWindow window = windows.computeIfAbsent(rule, this::window);
    int start = text.placeOf(found.start());
    int end = text.placeOf(found.end());
    List<String> cues = rule.cues();
    String best = null;
    for (int i = 0; i < cues.size(); i++) {
      best = window.isNear(i, start, end) ? longer(best, cues.get(i)) : best;
    }
    return best;
  }

  private CueWindow window(Identifier rule) {
    List<List<String>> each = new ArrayList<>();
    rule.cues().forEach(cue -> each.add(List.of(cue)));
    return new CueWindow(text, CueWindow.of(each), each.size());
  }

  private static @Nullable String longer(@Nullable String best, @Nullable String other) {
    boolean isLonger = other != null && (best == null || other.length() > best.length());
    return isLonger ? other : best;
  }
}
