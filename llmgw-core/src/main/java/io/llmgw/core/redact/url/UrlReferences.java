package io.llmgw.core.redact.url;

/** References of HTML to the chars that make up a URL or what is around it (HTML, 13.5). */
final class UrlReferences {
  private UrlReferences() {}

  /** Whether what begins with {@code &} may be one if this char comes next. */
  static boolean mayGoOn(CharSequence begun, char c) {
    int length = begun.length();
    if (length == 1 || begun.charAt(1) != '#') {
      return Character.isLetter(c) || (length == 1 && c == '#');
    }
    boolean isX = length == 2 && (c | ' ') == 'x';
    return isX || Character.digit(c, isHex(begun) ? 16 : 10) >= 0;
  }

  private static boolean isHex(CharSequence begun) {
    return begun.length() > 2 && (begun.charAt(2) | ' ') == 'x';
  }

  /** The char that is referred to, by name or number; less than 0 for none that matters. */
  static int point(CharSequence reference) {
    int number = number(reference);
    return number >= 0 ? number : named(reference.subSequence(1, reference.length()).toString());
  }

  /** The char that is referred to by number; less than 0 for none that matters. */
  static int number(CharSequence reference) {
    int radix = isHex(reference) ? 16 : 10;
    int from = radix == 16 ? 3 : 2;
    if (reference.length() <= from || reference.charAt(1) != '#') {
      return -1;
    }
    int number = Integer.parseInt(reference, from, reference.length(), radix);
    return number < 0x80 ? number : -1;
  }

  private static int named(String name) {
    return switch (name) {
      case "colon" -> ':';
      case "sol" -> '/';
      case "bsol" -> '\\';
      case "period" -> '.';
      case "equals" -> '=';
      case "lpar" -> '(';
      case "rpar" -> ')';
      case "lsqb", "lbrack" -> '[';
      case "rsqb", "rbrack" -> ']';
      case "quot", "QUOT" -> '"';
      case "apos" -> '\'';
      case "Tab" -> '\t';
      case "NewLine" -> '\n';
      default -> -1;
    };
  }
}
