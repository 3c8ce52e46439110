package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.List;

/** What is given to things with the names of passwords and keys, and only stands for one. */
final class OtherValue {
  /** How values begin that stand for others, or speak of techniques. */
  private static final List<String> BEGINNINGS =
      List.of(
          "${",
          "$(",
          "{{",
          "%s",
          "%(",
          "%{",
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
          "!vault",
          "!secret",
          "!sub",
          "!ref",
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
          "xxx",
          "...",
          "***",
          "insert",
          "replace",
          "enter",
          "todo",
          "arn:",
          "projects/");

  /** So far behind the first word of a slot its bracket may close. */
  private static final int LONGEST_REST = 60;

  private static final String OPENING = "{[(<";
  private static final String CLOSING = "}])>";

  /** Signs within calls and indexes; a password made at random is likely to have another. */
  private static final String OF_CODE = "_.,:=+-*/&\"'()[]{}$ ";

  private OtherValue() {}

  /** Whether this value is one. */
  static boolean is(FoldedText text, Assigned value) {
    for (String beginning : BEGINNINGS) {
      if (text.hasAt(value.start(), beginning)) {
        return true;
      }
    }
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    boolean isFiller = variety.distinct() < 3 && variety.digits() < variety.length();
    return isFiller
        || isSlot(text, value)
        || isPath(text, value)
        || isVariable(text, value, variety)
        || (!value.isQuoted() && (isCall(text, value) || isMember(text, value, variety)));
  }

  /** Whether it is to be filled in: what is in brackets as a whole, maybe several words. */
  private static boolean isSlot(FoldedText text, Assigned value) {
    int bracket = OPENING.indexOf(text.at(value.start()));
    if (bracket < 0) {
      return false;
    }
    char closing = CLOSING.charAt(bracket);
    int last = value.end() - 1;
    while (!value.isQuoted() && last - value.end() < LONGEST_REST && text.at(last) != closing) {
      if (text.at(last) < ' ') {
        return false;
      }
      last++;
    }
    return text.at(last) == closing;
  }

  private static boolean isPath(FoldedText text, Assigned value) {
    int at = value.start();
    while (text.at(at) == '.') {
      at++;
    }
    if (text.at(at) != '/') {
      return false;
    }
    while (at < value.judgedEnd() && (Alphabet.DOTTED.has(text.at(at)) || text.at(at) == '/')) {
      at++;
    }
    return at == value.judgedEnd();
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

  /** Whether it begins as a call of a program does, or as an index, and has nothing else in it. */
  private static boolean isCall(FoldedText text, Assigned value) {
    int at = value.start();
    while (at < value.judgedEnd() && isOfMember(text.at(at))) {
      at++;
    }
    char bracket = text.at(at);
    boolean isNamed = at > value.start() && Character.isLetter(text.at(value.start()));
    if (at == value.judgedEnd() || !isNamed || "([{".indexOf(bracket) < 0) {
      return false;
    }
    while (at < value.judgedEnd() && isOfCode(text.at(at))) {
      at++;
    }
    return at == value.judgedEnd();
  }

  /** Whether it is a member of something: {@code account.password}. */
  private static boolean isMember(FoldedText text, Assigned value, Variety variety) {
    boolean isMember = false;
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      char c = text.at(i);
      if (!isOfMember(c) && c != '-') {
        return false;
      }
      isMember |=
          c == '.' && Character.isLetter(text.at(i - 1)) && Character.isLetter(text.at(i + 1));
    }
    return isMember && !variety.isRandom();
  }

  private static boolean isOfMember(char c) {
    return Alphabet.ALNUM.has(c) || c == '_' || c == '.' || c == '$';
  }

  private static boolean isOfCode(char c) {
    return Alphabet.ALNUM.has(c) || OF_CODE.indexOf(c) >= 0;
  }
}
