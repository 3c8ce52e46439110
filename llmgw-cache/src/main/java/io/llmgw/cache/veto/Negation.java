package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether one of two questions denies what the other one says. */
final class Negation {
  private static final Set<String> NEGATIONS = WordFile.wordsBeforeBars("negations.txt");

  /** Before a "to": who fails to do it does not do it. */
  private static final Set<String> BEFORE_TO = WordFile.wordsBehindBars("negations.txt");

  /** They deny with a "no" or an "any" before them: no longer, not any more. */
  private static final Set<String> LONGER = Set.of("longer", "more");

  private static final Set<String> BEFORE_LONGER = Set.of("no", "any");

  private static final String YES = "yes";
  private static final String NO = "no";
  private static final Set<String> JOINS = Set.of("and", "or");

  /** Less alike, they are not about the same, and nothing is turned round. */
  private static final double NEAR = 0.5;

  /** With more words to compare one by one, they are alike without that. */
  private static final int FEW = 8;

  private Negation() {}

  /** How often a text denies. */
  static int count(List<Word> words) {
    int count = 0;
    for (int i = 0; i < words.size(); i++) {
      count += denies(words, i) && !leavesOpen(words, i) ? 1 : 0;
    }
    return count;
  }

  private static boolean denies(List<Word> words, int i) {
    String word = words.get(i).text();
    return NEGATIONS.contains(word)
        || BEFORE_TO.contains(word) && i + 1 < words.size() && words.get(i + 1).text().equals("to")
        || Denials.isAt(words, i);
  }

  /** Whether it is a part of what denies, and denies nothing by itself. */
  private static boolean goesWithDenial(List<Word> words, int i) {
    return i > 0
        && LONGER.contains(words.get(i).text())
        && BEFORE_LONGER.contains(words.get(i - 1).text());
  }

  /** "Or not", "and why not", "and if not" ask for both sides of the same question. */
  private static boolean leavesOpen(List<Word> words, int i) {
    if (!words.get(i).text().equals("not") || i == 0) {
      return false;
    }
    String before = words.get(i - 1).text();
    boolean asks = before.equals("why") || before.equals("if");
    return before.equals("or") || asks && i > 1 && JOINS.contains(words.get(i - 2).text());
  }

  /** However many there are: "no pool and no gym" denies both, "a pool but no gym" denies one. */
  static boolean differ(Marks kept, Marks asked) {
    return kept.negations() != asked.negations()
        && (Overlap.of(kept, asked) >= NEAR || isAllElseSame(kept, asked));
  }

  /**
   * Whether they are about the same but for what denies, or about nothing that has a name: "Who is
   * in?". A "not" is half of what a short question says, so these are not much alike by the count.
   */
  private static boolean isAllElseSame(Marks kept, Marks asked) {
    List<Word> mine = withoutDenials(kept);
    List<Word> others = withoutDenials(asked);
    return mine.size() <= FEW
        && others.size() <= FEW
        && mine.stream().allMatch(word -> isAmong(others, word))
        && others.stream().allMatch(word -> isAmong(mine, word));
  }

  private static List<Word> withoutDenials(Marks marks) {
    List<Word> rest = new ArrayList<>();
    List<Word> words = marks.words();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).isContent() && !denies(words, i) && !goesWithDenial(words, i)) {
        rest.add(words.get(i));
      }
    }
    return rest;
  }

  /** In any form, as "did not vote" is to "voted". */
  private static boolean isAmong(List<Word> words, Word word) {
    return words.stream()
        .anyMatch(
            other ->
                other.stem().equals(word.stem())
                    || Inflection.areForms(other.text(), word.text())
                    || Synonyms.areSame(other, word));
  }

  /** Whether of two answers one says yes and one no, or one denies where the other one does not. */
  static boolean contradicts(Marks one, Marks other) {
    if (opensWith(YES, one) && opensWith(NO, other)
        || opensWith(NO, one) && opensWith(YES, other)) {
      return true;
    }
    int mine = denials(one);
    int others = denials(other);
    boolean differ = (mine - others) % 2 != 0 || (mine == 0) != (others == 0);
    return differ && Overlap.of(one, other) >= NEAR;
  }

  /** "No, it is not" denies once. */
  private static int denials(Marks answer) {
    return opensWith(NO, answer) && answer.negations() > 1
        ? answer.negations() - 1
        : answer.negations();
  }

  private static boolean opensWith(String word, Marks answer) {
    return !answer.words().isEmpty() && answer.words().get(0).text().equals(word);
  }
}
