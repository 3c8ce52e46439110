package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;

/**
 * How what only stands for a password or key begins. Passwords may begin with the same words: one
 * is told by how it goes on.
 */
final class OtherBeginning {
  /** Syntax that no more need follow. */
  private static final AnyOf SYNTAX =
      AnyOf.of(
          "${",
          "$(",
          "{{",
          "%s",
          "%(",
          "%{",
          "env(",
          "vault:",
          "!vault",
          "!secret",
          "!sub",
          "!ref",
          "\\033[",
          "\\e[",
          "\\x1b[",
          "...",
          "***",
          "arn:",
          "projects/",
          "required|",
          "required,",
          "nullable|",
          "string|",
          "sometimes|");

  /** What programs read values from: the name of a member follows. */
  private static final AnyOf OWNERS =
      AnyOf.of("env.", "process.", "os.", "config.", "settings.", "self.", "this.", "secrets.");

  /**
   * Words of what is to be filled in, and of techniques, some of which have a number behind them.
   */
  private static final AnyOf WORDS = AnyOf.of("your", "my", "insert", "replace", "enter", "todo");

  private static final AnyOf TECHNIQUES =
      AnyOf.of("sha", "md5", "base64", "bcrypt", "utf", "oauth", "aes", "argon2", "pbkdf2");

  private static final AnyOf SIGNATURES = AnyOf.of("hs256", "rs256");

  /** Passwords have these between letters and digits, and what stands for one has not. */
  private static final String ODD = "!@#%^~&+=?*";

  private OtherBeginning() {}

  /** Whether this value begins so, and goes on as what stands for another one does. */
  static boolean is(FoldedText text, Assigned value) {
    int start = value.start();
    if (SYNTAX.isAt(text, start)) {
      return true;
    }
    int owner = OWNERS.past(text, start);
    if (owner > start) {
      return isMember(text, value, owner);
    }
    if (text.hasAt(start, "xxx")) {
      return isBoundary(text, past(text, start, 'x'));
    }
    int word = WORDS.past(text, start);
    if (word > start) {
      boolean isOwn = !text.hasAt(start, "my") || text.at(word) == '_' || text.at(word) == '-';
      return isOwn && isBoundary(text, word) && isOfWords(text, value, word);
    }
    int technique = TECHNIQUES.past(text, start);
    technique = technique > start ? technique : SIGNATURES.past(text, start);
    if (technique == start) {
      return false;
    }
    int end = Alphabet.DIGITS.end(text, technique, value.judgedEnd() - technique);
    end = text.hasAt(end, "mb") ? Alphabet.DIGITS.end(text, end + 2, 1) : end; // utf8mb4
    return isBoundary(text, end) && isOfWords(text, value, end);
  }

  private static int past(FoldedText text, int index, char letter) {
    int at = index;
    while ((text.at(at) | 0x20) == letter) {
      at++;
    }
    return at;
  }

  private static boolean isBoundary(FoldedText text, int index) {
    return !Alphabet.ALNUM.has(text.at(index)) && !Character.isLetter(text.at(index));
  }

  /** Whether a name follows, and no sign of a password between two of its chars. */
  private static boolean isMember(FoldedText text, Assigned value, int index) {
    if (Alphabet.DIGITS.has(text.at(index))) {
      return false;
    }
    for (int i = index; i < value.judgedEnd() && "([ ".indexOf(text.at(i)) < 0; i++) {
      if ("!@#%^~".indexOf(text.at(i)) >= 0
          && !isBoundary(text, i - 1)
          && !isBoundary(text, i + 1)) {
        return false;
      }
    }
    return true;
  }

  /** Whether words go on here, with digits at their ends alone; behind a blank all is text. */
  private static boolean isOfWords(FoldedText text, Assigned value, int index) {
    for (int i = index; i < value.judgedEnd() && text.at(i) != ' '; i++) {
      char c = text.at(i);
      boolean isInside = Character.isLetter(c) && Alphabet.DIGITS.has(text.at(i - 1));
      if (isInside || ODD.indexOf(c) >= 0) {
        return false;
      }
    }
    return true;
  }
}
