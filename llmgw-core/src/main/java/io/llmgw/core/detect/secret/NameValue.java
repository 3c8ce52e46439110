package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import java.util.Locale;
import java.util.Set;

/**
 * A name made of words, one of which says of what: the key of a message ({@code
 * auth.login.passwordLabel}), of a header, of a file. What is drawn at random has a digit within a
 * word, or no such word.
 */
final class NameValue {
  /** So many digits say nothing more than a date and a number. */
  private static final int MOST_DIGITS = 12;

  private static final String BETWEEN = "._-/\\";
  private static final String VOWELS = "aeiouyAEIOUY";

  /** A longer row of letters without a vowel is no word. */
  private static final int LONGEST_CONSONANTS = 3;

  private static final Set<String> OF_KEYS =
      Set.of(
          "account",
          "api",
          "auth",
          "batch",
          "build",
          "credential",
          "credentials",
          "header",
          "key",
          "keys",
          "password",
          "private",
          "secret",
          "secrets",
          "service",
          "sess",
          "session",
          "token",
          "tokens");

  private static final Set<String> OF_MESSAGES =
      Set.of(
          "auth",
          "common",
          "dashboard",
          "dialog",
          "error",
          "errors",
          "field",
          "form",
          "hint",
          "label",
          "login",
          "menu",
          "message",
          "messages",
          "page",
          "password",
          "placeholder",
          "register",
          "settings",
          "signin",
          "signup",
          "user",
          "validation");

  private NameValue() {}

  /** Whether this value, given to something with the name of a key, is one. */
  static boolean isOfKey(FoldedText text, Assigned value) {
    return is(text, value, OF_KEYS) || isOfMessage(text, value);
  }

  /** Whether it is the key of a message: words with dots between them. */
  static boolean isOfMessage(FoldedText text, Assigned value) {
    boolean hasDot = false;
    for (int i = value.start() + 1; i < value.judgedEnd() - 1; i++) {
      hasDot |= text.at(i) == '.';
    }
    return hasDot && is(text, value, OF_MESSAGES);
  }

  private static boolean is(FoldedText text, Assigned value, Set<String> telling) {
    boolean isTold = false;
    int end = value.end();
    int at = value.start();
    if (end > value.judgedEnd()) {
      return false;
    }
    while (at < end) {
      char c = text.at(at);
      int wordEnd = wordEnd(text, at, end);
      if (wordEnd > at) {
        if (!isWord(text, at, wordEnd)) {
          return false;
        }
        isTold |= telling.contains(text.part(at, wordEnd).toLowerCase(Locale.ROOT));
        at = wordEnd;
      } else if (Alphabet.DIGITS.has(c)) {
        at = Alphabet.DIGITS.end(text, at, end - at);
        if (Character.isLetter(text.at(at)) && at < end && !isHump(text, at)) {
          return false;
        }
      } else if (BETWEEN.indexOf(c) >= 0) {
        at++;
      } else {
        return false;
      }
    }
    return isTold && Variety.of(text, value.start(), end).digits() <= MOST_DIGITS;
  }

  /** Where the word ends that begins here, at the next capital if it is in camel case. */
  private static int wordEnd(FoldedText text, int start, int end) {
    int at = start;
    while (at < end && isLetter(text.at(at)) && (at == start || !isBreak(text, at))) {
      at++;
    }
    return at;
  }

  /** Whether a word begins at this letter, behind others. */
  private static boolean isBreak(FoldedText text, int index) {
    return isUpper(text.at(index)) && (isLower(text.at(index - 1)) || isLower(text.at(index + 1)));
  }

  private static boolean isHump(FoldedText text, int index) {
    return isUpper(text.at(index)) && isLower(text.at(index + 1));
  }

  private static boolean isWord(FoldedText text, int start, int end) {
    boolean isShort = end - start <= LONGEST_CONSONANTS || isUpper(text.at(end - 1));
    for (int i = start; i < end; i++) {
      isShort |= VOWELS.indexOf(text.at(i)) >= 0;
    }
    return isShort;
  }

  private static boolean isLetter(char c) {
    return isUpper(c) || isLower(c);
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }
}
