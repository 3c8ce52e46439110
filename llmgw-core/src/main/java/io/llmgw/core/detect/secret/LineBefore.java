package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Alphabet;
import java.util.List;

/** What stands on a line before a name, which says what ends the value behind it. */
final class LineBefore {
  /** So far it is looked back for what is open. */
  static final int REACH = 256;

  private static final int LONGEST_NAME = 64;
  private static final int MOST_BLANKS = 32;
  private static final int MOST_SLASHES = 7;
  private static final String SCHEME = "://";
  private static final String QUOTES = "\"'`";
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  /** What may stand before the first name on a line. */
  private static final List<String> BEGINNINGS = List.of("export ", "set ", "env ", "- ");

  private final FoldedText text;
  private final int start;

  /** The brackets that are open before the name; empty as long as nobody has asked. */
  private String open = "";

  /** Of each of the quotes, whether it is open behind so many backslashes. */
  private final boolean[][] isQuoteOpen = new boolean[QUOTES.length()][MOST_SLASHES + 1];

  private boolean isRead;

  /**
   * What stands before the name of which a part begins here.
   *
   * @param nameStart where the word for a secret begins; others may stand before it in the name
   */
  LineBefore(FoldedText text, int nameStart) {
    this.text = text;
    int at = nameStart;
    while (nameStart - at < LONGEST_NAME && isOfName(text.at(at - 1))) {
      at--;
    }
    this.start = at;
  }

  private static boolean isOfName(char c) {
    return Alphabet.WORD.has(c) || c == '.' || Character.isLetter(c);
  }

  /** Where the whole name begins. */
  int start() {
    return start;
  }

  /** The last char before the name; 0 for none. */
  char last() {
    return text.at(start - 1);
  }

  /** Whether the name is that of a parameter in the query of a URL. */
  boolean isQuery() {
    return last() == '?' || last() == '&';
  }

  /** Whether the name stands where a URL names its user: a password and a host follow. */
  boolean isUserOfUrl() {
    int at = start;
    while (start - at < LONGEST_NAME && text.at(at - 1) > ' ' && text.at(at - 1) != '/') {
      at--;
    }
    return text.isAt(at - SCHEME.length(), SCHEME);
  }

  /** Whether the name has capitals and no other letters. */
  boolean isNameOfCapitals(int nameEnd) {
    for (int at = start; at < nameEnd; at++) {
      if (Character.isLetter(text.at(at)) && !Alphabet.UPPER.has(text.at(at))) {
        return false;
      }
    }
    return true;
  }

  /** Whether nothing stands before the name but an indent, or a word such as "export". */
  boolean isEmpty() {
    int at = pastBlanks(start);
    for (String each : BEGINNINGS) {
      if (text.hasAt(start - each.length(), each)) {
        at = pastBlanks(start - each.length());
      }
    }
    char before = text.at(at - 1);
    return at == 0 || ((before == '\n' || before == '\r') && !text.isEscaped(at - 1));
  }

  private int pastBlanks(int index) {
    int at = index;
    while (index - at < MOST_BLANKS && (text.at(at - 1) == ' ' || text.at(at - 1) == '\t')) {
      at--;
    }
    return at;
  }

  /** Whether a value ends here: what is open before the name closes, or another script begins. */
  boolean endsAt(int index) {
    char c = text.at(index);
    if (c >= 0x80) {
      return Character.isIdeographic(c) || (c >= 0x3000 && c < 0x3100);
    }
    if (text.isEscaped(index)) {
      return false;
    }
    if (c == '<') {
      return text.at(index + 1) == '/' && Character.isLetter(text.at(index + 2));
    }
    if (c == '\\' || QuotedValue.isQuote(c)) {
      // the first of several backslashes, and no other, says what the quote behind them does
      return text.at(index - 1) != '\\' && closesQuote(index);
    }
    return (CLOSING.indexOf(c) >= 0 || c == '|') && isOpen(c);
  }

  /** Whether a quote stands here, maybe behind backslashes, and closes one that is open. */
  private boolean closesQuote(int index) {
    int at = index;
    while (at - index < MOST_SLASHES && text.at(at) == '\\') {
      at++;
    }
    int quote = QUOTES.indexOf(text.at(at));
    if (text.at(at) == 0 || quote < 0 || text.isEscaped(at)) {
      return false;
    }
    read();
    for (int depth = 0; depth <= MOST_SLASHES; depth++) {
      if (isQuoteOpen[quote][depth] && QuotedValue.closes(at - index, depth)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOpen(char c) {
    read();
    return open.indexOf(c) >= 0;
  }

  private void read() {
    if (!isRead) {
      open = opened();
      isRead = true;
    }
  }

  /** The chars that close what is open, but for quotes, of which it is noted at what depth. */
  private String opened() {
    StringBuilder closing = new StringBuilder();
    int[] closed = new int[CLOSING.length()];
    for (int at = start - 1; at >= 0 && start - at <= REACH && !isLineEnd(at); at--) {
      char c = text.at(at);
      int bracket = OPENING.indexOf(c);
      if (bracket >= 0 && --closed[bracket] < 0) {
        closing.append(CLOSING.charAt(bracket));
      } else if (CLOSING.indexOf(c) >= 0) {
        closed[CLOSING.indexOf(c)]++;
      } else if (c == '|') {
        closing.append(c);
      } else if (QuotedValue.isQuote(c) && !isApostrophe(at) && !text.isEscaped(at)) {
        isQuoteOpen[QUOTES.indexOf(c)][depth(at)] ^= true;
      }
    }
    return closing.toString();
  }

  /** How many backslashes stand before a quote; an even number of them is escaped themselves. */
  private int depth(int quote) {
    int at = quote;
    while (quote - at < MOST_SLASHES && text.at(at - 1) == '\\') {
      at--;
    }
    return (quote - at) % 2 == 0 ? 0 : quote - at;
  }

  private boolean isLineEnd(int index) {
    char c = text.at(index);
    return (c == '\n' || c == '\r') && !text.isEscaped(index);
  }

  private boolean isApostrophe(int index) {
    return Character.isLetter(text.at(index - 1)) && Character.isLetter(text.at(index + 1));
  }
}
