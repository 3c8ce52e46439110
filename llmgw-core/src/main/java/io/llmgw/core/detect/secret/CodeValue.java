package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;

/** What a program reads a value from: a call, an index, a member, a cast, a parameter. */
final class CodeValue {
  /** Signs within calls and indexes; a password made at random is likely to have another. */
  private static final String OF_CODE = "_.,:=+-*/&\"'()[]{}$ ";

  /** What stands between an object or a type and its member. */
  private static final AnyOf LINKS = AnyOf.of("->", "::", "?.");

  private CodeValue() {}

  /** Whether this value is so. */
  static boolean is(FoldedText text, Assigned value, Variety variety) {
    return isCall(text, value)
        || isMember(text, value, variety)
        || isCast(text, value)
        || isParameter(text, value, variety);
  }

  /** Whether it begins as a call of a program does, or as an index, and has nothing else in it. */
  private static boolean isCall(FoldedText text, Assigned value) {
    int end = value.judgedEnd();
    int start = text.at(value.start()) == '&' ? value.start() + 1 : value.start();
    char first = text.at(start);
    int name = pastMembers(text, start, end);
    int at = pastParameters(text, start, name, end);
    boolean isNamed = Character.isLetter(first) || first == '$';
    if (isNamed && at == end && at > name) {
      return true;
    }
    if (at >= end || !isNamed || "([{".indexOf(text.at(at)) < 0) {
      return false;
    }
    if (text.at(at) == '(' && text.at(at + 1) == '"' && isMember(text, start, at)) {
      return true; // of the text in quotes nothing can be said: a password would stand behind it
    }
    while (at < end) {
      int past = LINKS.past(text, at);
      if (past == at && !isOfCode(text.at(at))) {
        return false;
      }
      at = past == at ? at + 1 : past;
    }
    return true;
  }

  /** Past the types that a type or a method is for: {@code Vec<u8>}, {@code get<String>(...)}. */
  private static int pastParameters(FoldedText text, int start, int index, int end) {
    if (text.at(index) != '<'
        || !Character.isUpperCase(text.at(start)) && !isMember(text, start, index)) {
      return index;
    }
    int at = index;
    while (at < end && (isOfMember(text.at(at)) || "<>,?".indexOf(text.at(at)) >= 0)) {
      at++;
    }
    return text.at(at - 1) == '>' ? at : index;
  }

  private static boolean isMember(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (text.at(i) == '.' && Character.isLetter(text.at(i + 1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a member of something: {@code account.password}, {@code user->password}. */
  private static boolean isMember(FoldedText text, Assigned value, Variety variety) {
    boolean isMember = false;
    int at = value.start();
    while (at < value.judgedEnd()) {
      int past = LINKS.past(text, at);
      if (past == at && !isOfMember(text.at(at)) && text.at(at) != '-') {
        return false;
      }
      past = past == at ? at + 1 : past;
      isMember |=
          (past > at + 1 || text.at(at) == '.')
              && Character.isLetter(text.at(at - 1))
              && Character.isLetter(text.at(past));
      at = past;
    }
    return isMember && !variety.isRandom();
  }

  /** Whether it is a type in brackets, which begins with a capital, and a member behind it. */
  private static boolean isCast(FoldedText text, Assigned value) {
    int type = value.start() + 1;
    int end = value.judgedEnd();
    if (text.at(type - 1) != '(' || !Alphabet.UPPER.has(text.at(type))) {
      return false;
    }
    int closing = pastMembers(text, type, end);
    return text.at(closing) == ')'
        && Alphabet.LOWER.has(text.at(closing + 1))
        && pastMembers(text, closing + 1, end) == end;
  }

  /** Whether it is a colon and a name, as a parameter of a query is. */
  private static boolean isParameter(FoldedText text, Assigned value, Variety variety) {
    int name = value.start() + 1;
    return text.at(name - 1) == ':'
        && Character.isLetter(text.at(name))
        && Alphabet.WORD.end(text, name, value.judgedEnd() - name) == value.judgedEnd()
        && !variety.isRandom();
  }

  private static int pastMembers(FoldedText text, int index, int end) {
    int at = index;
    while (at < end) {
      int past = LINKS.past(text, at);
      if (past == at && !isOfMember(text.at(at))) {
        return at;
      }
      at = past == at ? at + 1 : past;
    }
    return end;
  }

  private static boolean isOfMember(char c) {
    return Alphabet.ALNUM.has(c) || c == '_' || c == '.' || c == '$';
  }

  private static boolean isOfCode(char c) {
    return Alphabet.ALNUM.has(c) || OF_CODE.indexOf(c) >= 0;
  }
}
