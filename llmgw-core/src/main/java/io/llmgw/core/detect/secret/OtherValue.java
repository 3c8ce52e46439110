package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import io.llmgw.core.detect.key.Variety;

/** What is given to things with the names of passwords and keys, and only stands for one. */
final class OtherValue {
  /** So far behind the first word of a slot its bracket may close. */
  private static final int LONGEST_REST = 60;

  private static final String OPENING = "{[(<";
  private static final String CLOSING = "}])>";

  /** Signs within one word that passwords have, and names and templates have not. */
  private static final String ODD = "!@#^&";

  private OtherValue() {}

  /** Whether this value is one. */
  static boolean is(FoldedText text, Assigned value) {
    if (OtherBeginning.is(text, value)
        || Reference.is(text, value)
        || VersionValue.is(text, value)
        || TypeName.is(text, value)) {
      return true;
    }
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    return isFiller(text, value, variety)
        || isSlot(text, value)
        || isPath(text, value)
        || isVariable(text, value, variety)
        || (!value.isQuoted() && CodeValue.is(text, value, variety));
  }

  /** Whether it is one char or two again and again; letters of all scripts are told apart. */
  private static boolean isFiller(FoldedText text, Assigned value, Variety variety) {
    int distinct = variety.distinct();
    for (int i = value.start(); i < value.judgedEnd(); i++) {
      char c = text.at(i);
      distinct += c >= 0x80 && Character.isLetter(c) && c != text.at(i - 1) ? 1 : 0;
    }
    return distinct < 3 && variety.digits() < variety.length();
  }

  /** Whether it is to be filled in: what is in brackets as a whole, maybe several words. */
  private static boolean isSlot(FoldedText text, Assigned value) {
    int bracket = OPENING.indexOf(text.at(value.start()));
    if (bracket < 0 || (OPENING.charAt(bracket) != '<' && isOdd(text, value))) {
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

  /** Whether it is one word with digits and with signs that what is to be filled in has not. */
  private static boolean isOdd(FoldedText text, Assigned value) {
    boolean hasSign = false;
    boolean hasDigit = false;
    for (int i = value.start() + 1; i < value.judgedEnd(); i++) {
      char c = text.at(i);
      if (c == ' ' || c == '\'' || c == '"' || OPENING.indexOf(c) >= 0) {
        return false;
      }
      boolean isWithin = Alphabet.ALNUM.has(text.at(i - 1)) && Alphabet.ALNUM.has(text.at(i + 1));
      hasSign |= ODD.indexOf(c) >= 0 && isWithin;
      hasDigit |= Alphabet.DIGITS.has(c);
    }
    return hasSign && hasDigit;
  }

  /** Whether it is a path; what is random between two slashes, or behind the only one, is none. */
  private static boolean isPath(FoldedText text, Assigned value) {
    int at = value.start();
    while (text.at(at) == '.') {
      at++;
    }
    if (isOfWindows(text, value)) {
      return true;
    }
    if (text.at(at) != '/' || isKey(text, value)) {
      return false;
    }
    while (at < value.judgedEnd() && (Alphabet.DOTTED.has(text.at(at)) || text.at(at) == '/')) {
      at++;
    }
    return at == value.judgedEnd();
  }

  /** Whether it is a drive and folders. */
  private static boolean isOfWindows(FoldedText text, Assigned value) {
    int at = value.start();
    if (!Character.isLetter(text.at(at)) || text.at(at + 1) != ':' || text.at(at + 2) != '\\') {
      return false;
    }
    at += 2;
    while (at < value.judgedEnd() && (Alphabet.DOTTED.has(text.at(at)) || text.at(at) == '\\')) {
      at++;
    }
    return at == value.judgedEnd();
  }

  private static boolean isKey(FoldedText text, Assigned value) {
    int start = value.start();
    int end = Alphabet.BASE64.end(text, start, Assigned.JUDGED);
    if (end < value.judgedEnd()) {
      return false;
    }
    int slash = start;
    boolean isRandom = false;
    for (int at = start; at <= value.judgedEnd(); at++) {
      if (at == value.judgedEnd() || text.at(at) == '/') {
        isRandom |= isRandom(text, slash + 1, at);
        isRandom |= at - slash == value.judgedEnd() - start && isMixed(text, value);
        slash = at;
      }
    }
    return isRandom;
  }

  /** Names of folders may have digits at their end, but seldom letters behind them. */
  private static boolean isRandom(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isLetter(text.at(i)) && Alphabet.DIGITS.has(text.at(i - 1))) {
        return Variety.of(text, start, end).isRandom();
      }
    }
    return false;
  }

  private static boolean isMixed(FoldedText text, Assigned value) {
    Variety variety = Variety.of(text, value.start(), value.judgedEnd());
    return variety.isRandom() && variety.digits() > 2 && variety.upper() > 0 && variety.lower() > 0;
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
}
