package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
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

  /** A word of letters alone is taken for a password from this length on, in quotes. */
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
          "value");

  /** How values begin that stand for others, or speak of techniques. */
  private static final List<String> OTHERS =
      List.of(
          "${",
          "$(",
          "{{",
          "{",
          "<",
          "%s",
          "%(",
          "%{",
          "[",
          "your",
          "my_",
          "my-",
          "env.",
          "env(",
          "process.",
          "os.",
          "config.",
          "settings.",
          "self.",
          "this.",
          "secrets.",
          "vault:",
          "sha-",
          "sha1",
          "sha2",
          "sha3",
          "sha5",
          "md5",
          "base64",
          "bcrypt",
          "utf",
          "oauth",
          "aes",
          "argon2",
          "pbkdf2",
          "hs256",
          "rs256",
          "http://",
          "https://",
          "/",
          "./",
          "../",
          "xxx",
          "...",
          "***",
          "insert",
          "replace",
          "enter",
          "todo",
          "arn:",
          "projects/");

  private SecretValue() {}

  /** Whether a password is likely to be so. */
  static boolean isPassword(FoldedText text, Assigned value) {
    int start = value.start();
    int end = value.judgedEnd();
    int length = end - start;
    if (length < SHORTEST_PASSWORD || isOther(text, value)) {
      return false;
    }
    Variety variety = Variety.of(text, start, end);
    int letters = variety.upper() + variety.lower();
    if (variety.digits() == length) {
      return variety.distinct() > 1;
    }
    if (variety.digits() + symbols(text, value) > 0) {
      return letters > 0 || value.isQuoted();
    }
    if (letters < length) {
      return value.isQuoted() && letters == 0;
    }
    String word = text.part(start, end);
    if (COMMON.contains(word)) {
      return !value.isProse() || value.isQuoted();
    }
    boolean isCapitalised = variety.upper() == 1 && text.at(start) <= 'Z';
    return value.isQuoted()
        && length >= SHORTEST_WORD
        && variety.lower() > 0
        && !isCapitalised
        && !WORDS.contains(word)
        && !word.toLowerCase(Locale.ROOT).contains("passw");
  }

  /** Whether a key or a token is likely to be so. */
  static boolean isKey(FoldedText text, Assigned value) {
    int length = value.end() - value.start();
    return length >= SHORTEST_KEY
        && !isOther(text, value)
        && !isTime(text, value.start())
        && Variety.of(text, value.start(), value.judgedEnd()).isRandom();
  }

  /**
   * Whether it is likely to be a key that is short, where its name leaves no doubt of what it is.
   */
  static boolean isShortKey(FoldedText text, Assigned value) {
    int length = value.end() - value.start();
    if (length < SHORTEST_OF_CLIENT || length >= SHORTEST_KEY || isOther(text, value)) {
      return false;
    }
    Variety variety = Variety.of(text, value.start(), value.end());
    boolean isMixed = variety.digits() > 0 && variety.upper() + variety.lower() > 0;
    boolean isNoName = variety.digits() > 1 || (variety.upper() > 1 && variety.lower() > 0);
    String word = text.part(value.start(), value.end()).toLowerCase(Locale.ROOT);
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

  private static boolean isOther(FoldedText text, Assigned value) {
    for (String beginning : OTHERS) {
      if (text.hasAt(value.start(), beginning)) {
        return true;
      }
    }
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    boolean isFiller = variety.distinct() < 3 && variety.digits() < variety.length();
    return isFiller || isVariable(text, value, variety) || isCode(text, value, variety);
  }

  /** Whether it is a dollar sign and a name. */
  private static boolean isVariable(FoldedText text, Assigned value, Variety variety) {
    int underscores = 0;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      underscores += text.at(i) == '_' ? 1 : 0;
    }
    int name = variety.upper() + underscores + (value.isQuoted() ? 0 : variety.lower());
    return text.at(value.start()) == '$' && name == variety.length() - 1;
  }

  /** Whether it is part of a program: a call, an index, a member; or several words. */
  private static boolean isCode(FoldedText text, Assigned value, Variety variety) {
    boolean isMember = false;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      char c = text.at(i);
      boolean isBracket = c == '(' || c == '[' || c == '{';
      if (c == ' ' || (isBracket && !value.isQuoted())) {
        return true;
      }
      isMember |=
          c == '.' && Character.isLetter(text.at(i - 1)) && Character.isLetter(text.at(i + 1));
    }
    boolean isName = isMember && !variety.isRandom();
    return !value.isQuoted() && (isName || text.at(value.end()) == '(');
  }
}
