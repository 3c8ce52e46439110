package io.llmgw.core.detect;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which cue words stand around a place. Looks only when it is asked, and at each char of a text
 * about once, as long as it is asked about one place after the other. Not thread-safe.
 */
final class CueWindow {
  /** How far a cue may stand from what it speaks of, in chars. */
  static final int REACH = 40;

  /** How far back the next place may lie without a second look at the chars before it. */
  private static final int BACK = 8;

  private final FoldedText text;
  private final Anchors<long[]> cues;

  /** The cues that have been seen between two places of the text, in the order of their ends. */
  private long[][] seen = new long[16][];

  private int[] starts = new int[seen.length];
  private int[] ends = new int[seen.length];
  private int count;
  private int seenFrom;
  private int seenTo;
  private int state;

  /** What stands before and behind the place that was asked about last, a bit for each cue. */
  private final long[] before;

  private final long[] behind;
  private int start;
  private int end;

  CueWindow(FoldedText text, Anchors<long[]> cues, int kinds) {
    this.text = text;
    this.cues = cues;
    this.before = new long[words(kinds)];
    this.behind = new long[words(kinds)];
    clear();
  }

  private static int words(int kinds) {
    return (kinds + 63) >> 6;
  }

  /** The automaton of these words; the words at index i stand for i. */
  static Anchors<long[]> of(List<List<String>> words) {
    Map<String, long[]> literals = new TreeMap<>();
    for (int i = 0; i < words.size(); i++) {
      for (String word : words.get(i)) {
        long[] kinds = literals.computeIfAbsent(word, w -> new long[words(words.size())]);
        kinds[i >> 6] |= 1L << i;
      }
    }
    return Anchors.of(List.copyOf(literals.entrySet()));
  }

  /** Forgets what it has seen, as the text is another one. */
  void clear() {
    start = -1;
    end = -1;
    begin(0);
  }

  /** Whether a word for this index stands within reach of what is between the two places. */
  boolean isNear(int cue, int from, int to) {
    if (from != start) {
      start = from;
      see(from - REACH, from);
      gather(before, from - REACH, from);
    }
    if (to != end) {
      end = to;
      see(from - REACH, to + REACH);
      gather(behind, to, to + REACH);
    }
    return ((before[cue >> 6] | behind[cue >> 6]) & 1L << cue) != 0;
  }

  /** Adds up the cues that stand between two places. */
  private void gather(long[] kinds, int from, int to) {
    Arrays.fill(kinds, 0);
    for (int i = 0; i < count; i++) {
      if (starts[i] >= from && ends[i] <= to) {
        for (int word = 0; word < kinds.length; word++) {
          kinds[word] |= seen[i][word];
        }
      }
    }
  }

  /** Sees to it that all between two places has been seen. */
  private void see(int from, int to) {
    if (from < seenFrom || from > seenTo) {
      begin(Math.max(0, from - BACK));
    } else {
      forget(from - BACK);
    }
    int last = Math.min(text.length(), to);
    for (; seenTo < last; seenTo++) {
      state = cues.step(state, plain(text.at(seenTo)));
      if (cues.isHit(state)) {
        note(cues.at(state), seenTo + 1);
      }
    }
  }

  private void begin(int index) {
    count = 0;
    seenFrom = index;
    seenTo = index;
    state = Anchors.START;
  }

  /** Forgets those that begin before a place. */
  private void forget(int index) {
    if (index <= seenFrom) {
      return;
    }
    seenFrom = index;
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (starts[i] >= index) {
        keep(kept++, seen[i], starts[i], ends[i]);
      }
    }
    count = kept;
  }

  private void keep(int at, long[] kinds, int from, int to) {
    seen[at] = kinds;
    starts[at] = from;
    ends[at] = to;
  }

  /** As cues are written: names of fields and lines that end have blanks between their words. */
  private static char plain(char c) {
    if (c >= 'a' && c <= 'z') { // most of them
      return c;
    }
    return switch (c) {
      case '_', '\n', '\t' -> ' ';
      case '\u2019' -> '\'';
      default -> Accents.without(c);
    };
  }

  private void note(Anchors.Hit<long[]>[] hits, int to) {
    for (Anchors.Hit<long[]> hit : hits) {
      int from = to - hit.length();
      if (text.isWord(from, to)) {
        if (count == seen.length) {
          grow();
        }
        keep(count++, hit.meaning(), from, to);
      }
    }
  }

  private void grow() {
    seen = Arrays.copyOf(seen, 2 * count);
    starts = Arrays.copyOf(starts, 2 * count);
    ends = Arrays.copyOf(ends, 2 * count);
  }
}
