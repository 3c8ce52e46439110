package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells passwords and keys from what else is given to things with their names: variables, calls,
 * placeholders, types, ordinary words.
 */
final class SecretValue {
  private static final int SHORTEST_PASSWORD = 4;
  private static final int SHORTEST_KEY = 12;
  private static final int SHORTEST_OF_CLIENT = 8;

  /** Whatever has one of these is the name of a secret and not a secret. */
  private static final List<String> NAMES = List.of("secret", "client");

  /**
   * A word of letters alone is taken for a password from this length on, in quotes and in a shell.
   */
  private static final int SHORTEST_WORD = 6;

  private static final String SYMBOLS = "!@#$%^&*+~?=";

  /** Passwords of letters alone that are common enough to be known by themselves. */
  private static final Set<String> COMMON =
      Set.of(
          "admin",
          "root",
          "toor",
          "letmein",
          "qwerty",
          "qwertz",
          "azerty",
          "changeme",
          "changeit",
          "monkey",
          "dragon",
          "iloveyou",
          "sunshine",
          "princess",
          "football",
          "baseball",
          "superman",
          "batman",
          "welcome",
          "shadow",
          "master",
          "hunter",
          "postgres",
          "guest",
          "swordfish",
          "opensesame",
          "passw0rd",
          "trustno1");

  /** Words that are given to passwords and keys and are none. */
  private static final Set<String> WORDS =
      Set.of(
          "string",
          "password",
          "passwort",
          "kennwort",
          "required",
          "optional",
          "hidden",
          "text",
          "varchar",
          "integer",
          "boolean",
          "undefined",
          "invalid",
          "incorrect",
          "missing",
          "redacted",
          "masked",
          "removed",
          "example",
          "placeholder",
          "username",
          "secret",
          "default",
          "confirm",
          "encrypted",
          "hashed",
          "unknown",
          "expired",
          "nullable",
          "number",
          "object",
          "passwd",
          "sample",
          "dummy",
          "disabled",
          "enabled",
          "plaintext",
          "prompt",
          "change",
          "replace",
          "forgot",
          "reset",
          "update",
          "current",
          "value",
          "falsch",
          "ung\u00fcltig",
          "leaked",
          "wrong");

  private SecretValue() {}

  /** Whether a password is likely to be so. */
  static boolean isPassword(FoldedText text, Assigned value) {
    int start = value.start();
    int end = value.judgedEnd();
    int length = end - start;
    if (length < SHORTEST_PASSWORD
        || OtherValue.is(text, value)
        || NameValue.isOfMessage(text, value)
        || (value.how() == Assigned.How.PROSE && Manner.is(text, value))) {
      return false;
    }
    Variety variety = Variety.of(text, start, end);
    int letters = variety.upper() + variety.lower();
    if (variety.digits() == variety.length()) {
      return variety.distinct() > 1;
    }
    boolean hasOthers = variety.digits() + symbols(text, value) > 0;
    if (value.isQuoted() && Phrase.is(text, value)) {
      return Phrase.isPassword(text, value, hasOthers);
    }
    if (hasOthers) {
      return hasCases(text, value) || value.isQuoted();
    }
    if (letters < variety.length()) {
      boolean isVariable = value.how() == Assigned.How.VARIABLE;
      return (value.isQuoted() && letters(text, value) == 0) || (isVariable && hasOdd(text, value));
    }
    return isWord(text, value, variety);
  }

  /** Whether it is a word that is given to passwords and is none. */
  static boolean isOther(FoldedText text, Assigned value) {
    return isName(text.part(value.start(), value.judgedEnd()).toLowerCase(Locale.ROOT));
  }

  private static boolean isName(String word) {
    return WORDS.contains(word) || SecretWords.PASSWORDS.contains(word);
  }

  /** Whether it is a word that is known as a password by itself. */
  static boolean isCommon(String word) {
    return COMMON.contains(word);
  }

  /** Number of letters, of whatever script. */
  private static int letters(FoldedText text, Assigned value) {
    int letters = 0;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      letters += Character.isLetter(text.at(i)) ? 1 : 0;
    }
    return letters;
  }

  /** Whether it has a letter of a script with capitals, whose words blanks keep apart. */
  private static boolean hasCases(FoldedText text, Assigned value) {
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      if (Character.isUpperCase(text.at(i)) || Character.isLowerCase(text.at(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it has a sign that names and words have not. */
  private static boolean hasOdd(FoldedText text, Assigned value) {
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      if (!Alphabet.DOTTED.has(text.at(i)) && "/:,".indexOf(text.at(i)) < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(FoldedText text, Assigned value, Variety variety) {
    String word = text.part(value.start(), value.judgedEnd());
    if (COMMON.contains(word)) {
      return value.how() != Assigned.How.PROSE;
    }
    boolean isCapitalised = variety.upper() == 1 && text.at(value.start()) <= 'Z';
    boolean isWhole = value.isQuoted() || value.how() == Assigned.How.VARIABLE;
    return isWhole
        && variety.length() >= SHORTEST_WORD
        && variety.lower() > 0
        && !isCapitalised
        && !isName(word)
        && !word.toLowerCase(Locale.ROOT).contains("passw");
  }

  /** Whether a key or a token is likely to be so. */
  static boolean isKey(FoldedText text, Assigned value) {
    int length = value.end() - value.start();
    return length >= SHORTEST_KEY
        && !Phrase.is(text, value)
        && !OtherValue.is(text, value)
        && !NameValue.isOfKey(text, value)
        && !isTime(text, value.start())
        && Variety.of(text, value.start(), value.judgedEnd()).isRandom();
  }

  /**
   * Whether it is likely to be a key that is short, where its name leaves no doubt of what it is.
   */
  static boolean isShortKey(FoldedText text, Assigned value) {
    int length = value.end() - value.start();
    if (length < SHORTEST_OF_CLIENT
        || length >= SHORTEST_KEY
        || Phrase.is(text, value)
        || OtherValue.is(text, value)) {
      return false;
    }
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    boolean isMixed = variety.digits() > 0 && variety.upper() + variety.lower() > 0;
    boolean isNoName = variety.digits() > 1 || (variety.upper() > 1 && variety.lower() > 0);
    String word = text.part(value.start(), value.judgedEnd()).toLowerCase(Locale.ROOT);
    return isMixed && isNoName && variety.isVaried() && NAMES.stream().noneMatch(word::contains);
  }

  /** Whether it begins as a time does, such as that at which a token expires. */
  private static boolean isTime(FoldedText text, int start) {
    return text.at(start + 4) == '-' && text.at(start + 7) == '-' && text.at(start + 10) == 'T';
  }

  /** Symbols that passwords have and words do not; those at the end may belong to the sentence. */
  private static int symbols(FoldedText text, Assigned value) {
    int last = value.isQuoted() ? value.judgedEnd() : value.judgedEnd() - 1;
    int symbols = 0;
    for (int i = value.start(); i < last; i++) {
      symbols += SYMBOLS.indexOf(text.at(i)) >= 0 ? 1 : 0;
    }
    return symbols;
  }
}
