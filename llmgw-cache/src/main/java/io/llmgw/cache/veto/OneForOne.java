package io.llmgw.cache.veto;

import java.util.Set;

/**
 * One word that stands in the place of one other, where counting what the texts are about does not
 * see it: as single letters, words of grammar, words of one stem.
 */
final class OneForOne {
  /** What goes before a noun or joins what is said: it is compared by rules of its own. */
  private static final Set<String> LINKS = WordFile.words("links.txt");

  private OneForOne() {}

  /** Vitamin A and vitamin D, i and j: most single letters are words of grammar, too. */
  static boolean areLetters(Alignment.Gap gap) {
    return gap.isOneForOne() && gap.ofKept().isLetter() && gap.ofAsked().isLetter();
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

  /**
   * A word that says something, and one of grammar, or two verbs of grammar: in the same place they
   * do not say the same, but for what only goes before a noun or joins what is said.
   */
  static boolean areOfGrammar(Alignment.Gap gap) {
    if (!gap.isOneForOne()) {
      return false;
    }
    Word one = gap.ofKept();
    Word other = gap.ofAsked();
    if (areNumbers(one, other) || Inflection.areForms(one.text(), other.text())) {
      return false;
    }
    boolean isVerb = one.isVerbOfGrammar() || other.isVerbOfGrammar();
    return isVerb && saysSomething(one) && saysSomething(other)
        || (one.isContent() || other.isContent()) && !isLink(one) && !isLink(other);
  }

  /** They are compared by what they are worth. */
  private static boolean areNumbers(Word one, Word other) {
    return NumberWords.isSure(one) && NumberWords.isSure(other);
  }

  private static boolean isLink(Word word) {
    return LINKS.contains(word.text());
  }

  private static boolean saysSomething(Word word) {
    return word.isVerbOfGrammar() || word.isContent();
  }

  /** Of one stem, but other words: by chance, or as an organ and an organisation. */
  static boolean areOfOneStem(Alignment.Gap gap) {
    return gap.isOneForOne()
        && gap.ofKept().isContent()
        && gap.ofKept().stem().equals(gap.ofAsked().stem())
        && !Inflection.areForms(gap.ofKept().text(), gap.ofAsked().text());
  }
}
