package io.llmgw.core.detect;

import java.util.Arrays;
import java.util.Map;

/**
 * Words that say what stands near them, for rules that are no {@link Identifier}. Immutable and
 * thread-safe.
 */
public final class Cues {
  private final Anchors<Boolean> words;

  private Cues(Anchors<Boolean> words) {
    this.words = words;
  }

  /** These words: ASCII in lower case, without accents. */
  public static Cues of(String... words) {
    return new Cues(
        Anchors.of(Arrays.stream(words).map(word -> Map.entry(word, Boolean.TRUE)).toList()));
  }

  /** Whether one stands within {@value CueWindow#REACH} chars before or after these places. */
  public boolean isNear(FoldedText text, int start, int end) {
    return isWithin(text, start - CueWindow.REACH, start)
        || isWithin(text, end, end + CueWindow.REACH);
  }

  /** Whether one stands between these places, as a word of its own. */
  public boolean isWithin(FoldedText text, int from, int to) {
    return lastWithin(text, from, to) >= 0;
  }

  /**
   * Where the last of them ends that stands within {@value CueWindow#REACH} chars before this
   * place; -1 if none does.
   */
  public int lastBefore(FoldedText text, int index) {
    return lastWithin(text, index - CueWindow.REACH, index);
  }

  private int lastWithin(FoldedText text, int from, int to) {
    int after = Math.min(text.length(), to);
    int last = -1;
    int state = Anchors.START;
    for (int i = Math.max(0, from); i < after; i++) {
      state = words.step(state, Accents.without(text.at(i)));
      if (words.isHit(state) && isWord(text, state, i + 1)) {
        last = i + 1;
      }
    }
    return last;
  }

  private boolean isWord(FoldedText text, int state, int end) {
    for (Anchors.Hit<Boolean> hit : words.at(state)) {
      if (text.isWord(end - hit.length(), end)) {
        return true;
      }
    }
    return false;
  }
}
