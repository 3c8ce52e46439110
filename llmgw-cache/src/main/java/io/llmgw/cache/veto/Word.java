package io.llmgw.cache.veto;

import java.util.Set;

/**
 * A word of a question.
 *
 * @param text in lower case, without what an apostrophe hangs on it
 * @param stem about the same for its forms
 * @param isCapital whether it begins with a capital, or is a character of a script without spaces,
 *     which tells nobody whether it is a name
 * @param opensSentence whether its capital says nothing
 */
record Word(String text, String stem, boolean isCapital, boolean opensSentence) {
  private static final Set<String> FUNCTION_WORDS = WordFile.words("function-words.txt");

  /** Whether it says what the question is about. */
  boolean isContent() {
    return isContent(text);
  }

  /** The same of any word in lower case; false for an empty one. */
  static boolean isContent(String word) {
    return !word.isEmpty() && !FUNCTION_WORDS.contains(word);
  }

  /** Whether it may be a name, by its capital. */
  boolean isNameLike() {
    return isCapital && !opensSentence;
  }

  boolean isNumber() {
    return Character.isDigit(text.codePointAt(0));
  }
}
