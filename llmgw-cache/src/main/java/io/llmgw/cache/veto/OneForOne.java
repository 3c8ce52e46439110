package io.llmgw.cache.veto;

import java.util.Set;

/**
 * One word that stands in the place of one other, where counting what the texts are about does not
 * see it: as single letters, words that ask, words of one stem.
 */
final class OneForOne {
  /** They ask for something else each; "what" and "which" do not. */
  private static final Set<String> QUESTIONS = Set.of("when", "where", "why", "who", "how");

  private OneForOne() {}

  /** Vitamin A and vitamin D, i and j: most single letters are words of grammar, too. */
  static boolean areLetters(Alignment.Gap gap) {
    return gap.isOneForOne()
        && gap.ofKept().text().length() == 1
        && gap.ofAsked().text().length() == 1;
  }

  /** Letters that stand as names do. */
  static boolean areCapitals(Alignment.Gap gap) {
    return areLetters(gap) && gap.ofKept().isNameLike() && gap.ofAsked().isNameLike();
  }

  /** A name, and one that spells a word of grammar: Mark and Will. */
  static boolean areNames(Alignment.Gap gap) {
    return gap.isOneForOne()
        && (gap.ofKept().isNameOrGrammar() && isName(gap.ofAsked())
            || gap.ofAsked().isNameOrGrammar() && isName(gap.ofKept()));
  }

  private static boolean isName(Word word) {
    return word.isContent() && word.isNameLike();
  }

  /** When, and why. */
  static boolean areQuestions(Alignment.Gap gap) {
    return gap.isOneForOne()
        && QUESTIONS.contains(gap.ofKept().text())
        && QUESTIONS.contains(gap.ofAsked().text());
  }

  /** Of one stem, but other words: by chance, or as an organ and an organisation. */
  static boolean areOfOneStem(Alignment.Gap gap) {
    return gap.isOneForOne()
        && gap.ofKept().isContent()
        && gap.ofKept().stem().equals(gap.ofAsked().stem())
        && !Inflection.areForms(gap.ofKept().text(), gap.ofAsked().text());
  }
}
