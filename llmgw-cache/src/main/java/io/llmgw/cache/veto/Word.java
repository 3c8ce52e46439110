package io.llmgw.cache.veto;

import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A word of a question.
 *
 * @param text in lower case, without what an apostrophe hangs on it
 * @param stem about the same for its forms
 * @param isCapital whether it begins with a capital, or is a character of a script without spaces,
 *     which tells nobody whether it is a name
 * @param isAcronym whether it has two letters or more, all of them capitals, in a text that is not
 *     all capitals
 * @param opensSentence whether its capital says nothing
 * @param isOwner whether an apostrophe and an s hang on it: Microsoft's
 */
record Word(
    String text,
    String stem,
    boolean isCapital,
    boolean isAcronym,
    boolean opensSentence,
    boolean isOwner) {
  private static final Set<String> FUNCTION_WORDS = WordFile.words("function-words.txt");
  private static final Set<String> VERBS = WordFile.wordsBehindBars("function-words.txt");

  /** Whether it says what the question is about: the US and the WHO do. */
  boolean isContent() {
    return isAcronym || isContent(text);
  }

  /** The same of any word in lower case; false for an empty one. */
  static boolean isContent(String word) {
    return !word.isEmpty() && !FUNCTION_WORDS.contains(word);
  }

  /** Whether it is a verb of so many uses that it says little: give, take. */
  boolean isVerbOfGrammar() {
    return VERBS.contains(text);
  }

  /** Words with blanks between them. */
  static String joined(List<Word> words) {
    StringJoiner joined = new StringJoiner(" ");
    words.forEach(word -> joined.add(word.text()));
    return joined.toString();
  }

  /** Whether it may be a name, by its capital. */
  boolean isNameLike() {
    return isCapital && !opensSentence;
  }

  /** Whether it is written as a name, but spells a word of grammar: Will. An I is a person. */
  boolean isNameOrGrammar() {
    return isNameLike() && !isContent() && text.length() > 1;
  }

  /** Whether it is a single letter: a variable, or a word of grammar. */
  boolean isLetter() {
    return text.length() == 1 && Character.isLetter(text.charAt(0));
  }

  boolean isNumber() {
    return Character.isDigit(text.codePointAt(0));
  }
}
