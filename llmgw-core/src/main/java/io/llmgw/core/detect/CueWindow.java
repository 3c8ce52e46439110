package io.llmgw.core.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Which cue words stand around a place. Looks only when it is asked, and remembers the last place.
 * Not thread-safe.
 */
final class CueWindow {
  /** How far a cue may stand from what it speaks of, in chars. */
  static final int REACH = 40;

  private final FoldedText text;
  private final Anchors<Integer> cues;
  private final long[] near;
  private int start = -1;
  private int end = -1;

  CueWindow(FoldedText text, Anchors<Integer> cues, int kinds) {
    this.text = text;
    this.cues = cues;
    this.near = new long[(kinds + 63) >> 6];
  }

  /** The automaton of these words; the words at index i stand for i. */
  static Anchors<Integer> of(List<List<String>> words) {
    List<Map.Entry<String, Integer>> literals = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      for (String word : words.get(i)) {
        literals.add(Map.entry(word, i));
      }
    }
    return Anchors.of(literals);
  }

  /** Forgets what it has seen, as the text is another one. */
  void clear() {
    start = -1;
    end = -1;
  }

  /** Whether a word for this index stands within reach of what is between the two places. */
  boolean isNear(int cue, int from, int to) {
    if (from != start || to != end) {
      start = from;
      end = to;
      Arrays.fill(near, 0);
      look(Math.max(0, from - REACH), from);
      look(to, Math.min(text.length(), to + REACH));
    }
    return (near[cue >> 6] & 1L << (cue & 63)) != 0;
  }

  private void look(int from, int to) {
    int state = Anchors.START;
    for (int i = from; i < to; i++) {
      state = cues.step(state, plain(text.at(i)));
      if (Anchors.isHit(state)) {
        note(cues.at(state), i + 1);
      }
    }
  }

  /** As cues are written: names of fields and lines that end have blanks between their words. */
  private static char plain(char c) {
    return switch (c) {
      case '_', '\n', '\t' -> ' ';
      case '\u2019' -> '\'';
      default -> Accents.without(c);
    };
  }

  private void note(List<Anchors.Hit<Integer>> hits, int end) {
    for (int i = 0; i < hits.size(); i++) {
      int cue = hits.get(i).meaning();
      if (text.isWord(end - hits.get(i).length(), end)) {
        near[cue >> 6] |= 1L << (cue & 63);
      }
    }
  }
}
