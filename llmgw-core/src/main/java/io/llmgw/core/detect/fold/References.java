package io.llmgw.core.detect.fold;

/** Chars as HTML refers to them, by number or by name (WHATWG HTML, 13.5). */
final class References {
  private static final int LONGEST_NUMBER = 7;
  private static final int LONGEST_NAME = 15;

  private References() {}

  static long read(String text, int index) {
    if (text.startsWith("#", index + 1)) {
      boolean isHex = text.startsWith("x", index + 2) || text.startsWith("X", index + 2);
      return isHex ? number(text, index, index + 3, 16) : number(text, index, index + 2, 10);
    }
    int at = index + 1;
    while (at < text.length() && at - index <= LONGEST_NAME && isLetter(text.charAt(at))) {
      at++;
    }
    boolean isName = at < text.length() && text.charAt(at) == ';';
    int point = isName ? named(text.substring(index + 1, at)) : -1;
    return Escapes.of(point, at + 1 - index);
  }

  /** A number, whose semicolon may be missing. */
  private static long number(String text, int index, int from, int radix) {
    int value = 0;
    int at = from;
    while (at < text.length() && at - from < LONGEST_NUMBER) {
      char c = text.charAt(at);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        break;
      }
      value = value * radix + digit;
      at++;
    }
    boolean isClosed = at < text.length() && text.charAt(at) == ';';
    return at == from ? Escapes.NONE : Escapes.of(value, (isClosed ? at + 1 : at) - index);
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** Names of what stands in values, and of blanks and dashes; less than 0 for any other. */
  private static int named(String name) {
    return switch (name) {
      case "amp", "AMP" -> '&';
      case "lt", "LT" -> '<';
      case "gt", "GT" -> '>';
      case "quot", "QUOT" -> '"';
      case "apos" -> '\'';
      case "commat" -> '@';
      case "period" -> '.';
      case "comma" -> ',';
      case "colon" -> ':';
      case "semi" -> ';';
      case "sol" -> '/';
      case "bsol" -> '\\';
      case "num" -> '#';
      case "plus" -> '+';
      case "equals" -> '=';
      case "percnt" -> '%';
      case "dollar" -> '$';
      case "excl" -> '!';
      case "quest" -> '?';
      case "ast", "midast" -> '*';
      case "lowbar", "UnderBar" -> '_';
      case "lpar" -> '(';
      case "rpar" -> ')';
      case "lbrack", "lsqb" -> '[';
      case "rbrack", "rsqb" -> ']';
      case "lbrace", "lcub" -> '{';
      case "rbrace", "rcub" -> '}';
      case "hyphen", "dash", "ndash", "mdash", "minus", "horbar" -> '-';
      case "nbsp", "ensp", "emsp", "thinsp", "hairsp", "numsp", "puncsp" -> ' ';
      case "Tab" -> '\t';
      case "NewLine" -> '\n';
      case "shy", "zwnj", "zwj", "lrm", "rlm", "NoBreak", "ZeroWidthSpace" -> PlainChars.NOTHING;
      default -> -1;
    };
  }
}
