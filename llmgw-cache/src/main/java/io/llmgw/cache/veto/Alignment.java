package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Two questions laid side by side, so that as many words as can be stand beside themselves. Takes
 * time and memory by the product of what differs between their common beginning and their common
 * end, which is bounded.
 *
 * @param alike the share of words that stand beside themselves, 0 to 1
 * @param gaps where they do not, in order
 */
record Alignment(double alike, List<Gap> gaps) {
  /**
   * What stands in one place: words of the kept question, and of the one that is asked.
   *
   * @param isFirst whether both begin there, but for a word that asks for somebody or some time
   */
  record Gap(List<Word> kept, List<Word> asked, boolean isFirst) {
    boolean isOneForOne() {
      return kept.size() == 1 && asked.size() == 1;
    }

    /** The first of the kept question; there has to be one. */
    Word ofKept() {
      return kept.get(0);
    }

    /** The first of the question that is asked; there has to be one. */
    Word ofAsked() {
      return asked.get(0);
    }
  }

  private static final Set<String> ASKING = Set.of("who", "when", "where", "which");

  private static final int MOST_CELLS = 1_000_000;

  /** Whether they are short enough, or enough the same, for this. */
  static boolean isPossible(List<Word> kept, List<Word> asked) {
    Ends ends = Ends.of(kept, asked);
    int rows = kept.size() - ends.start() - ends.end();
    int columns = asked.size() - ends.start() - ends.end();
    return (rows + 1L) * (columns + 1L) <= MOST_CELLS;
  }

  static Alignment of(List<Word> kept, List<Word> asked) {
    Ends ends = Ends.of(kept, asked);
    List<Word> left = kept.subList(ends.start(), kept.size() - ends.end());
    List<Word> right = asked.subList(ends.start(), asked.size() - ends.end());
    int[][] longest = longest(left, right);
    int common = ends.start() + ends.end() + longest[0][0];
    int all = kept.size() + asked.size();
    return new Alignment(
        all == 0 ? 1 : 2.0 * common / all, gaps(left, right, longest, ends.isBeginning(kept)));
  }

  /** The length of the longest common sequence of what begins at each pair of places. */
  private static int[][] longest(List<Word> left, List<Word> right) {
    int[][] longest = new int[left.size() + 1][right.size() + 1];
    for (int i = left.size() - 1; i >= 0; i--) {
      for (int j = right.size() - 1; j >= 0; j--) {
        longest[i][j] =
            isSame(left, i, right, j)
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest;
  }

  private static List<Gap> gaps(
      List<Word> left, List<Word> right, int[][] longest, boolean isBeginning) {
    List<Gap> gaps = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < left.size() || j < right.size()) {
      Gap gap = new Gap(new ArrayList<>(), new ArrayList<>(), isBeginning && i == 0 && j == 0);
      while ((i < left.size() || j < right.size()) && !isSame(left, i, right, j)) {
        boolean ofLeft =
            j >= right.size() || i < left.size() && longest[i + 1][j] >= longest[i][j + 1];
        if (ofLeft) {
          gap.kept().add(left.get(i++));
        } else {
          gap.asked().add(right.get(j++));
        }
      }
      if (!gap.kept().isEmpty() || !gap.asked().isEmpty()) {
        gaps.add(gap);
      }
      i++;
      j++;
    }
    return gaps;
  }

  private static boolean isSame(List<Word> left, int i, List<Word> right, int j) {
    return i < left.size() && j < right.size() && left.get(i).text().equals(right.get(j).text());
  }

  /** How many words they have in common at their beginnings and ends. */
  private record Ends(int start, int end) {
    /** Whether they differ from the beginning, or from the word behind a "who" or "when". */
    boolean isBeginning(List<Word> words) {
      return start == 0 || start == 1 && ASKING.contains(words.get(0).text());
    }

    static Ends of(List<Word> kept, List<Word> asked) {
      int shorter = Math.min(kept.size(), asked.size());
      int start = 0;
      while (start < shorter && isSame(kept, start, asked, start)) {
        start++;
      }
      int end = 0;
      while (end < shorter - start
          && isSame(kept, kept.size() - 1 - end, asked, asked.size() - 1 - end)) {
        end++;
      }
      return new Ends(start, end);
    }
  }
}
