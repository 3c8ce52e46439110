package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
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

  /** What closes each of them, and a bar, which opens and closes the cell of a table. */
  private static final String CLOSING = ")]}>|";

  private static final int BAR = 1 << CLOSING.indexOf('|');
  private static final AsciiSet CLOSERS = AsciiSet.of(CLOSING);
  private static final AsciiSet OPENERS = AsciiSet.of(OPENING);

  /** What may stand before the first name on a line. */
  private static final List<String> BEGINNINGS = List.of("export ", "set ", "env ", "- ");

  private final FoldedText text;
  private final int start;

  /** A bit for each of the brackets, and the bar, that are open before the name. */
  private int open;

  /** A bit for each of the quotes and each number of backslashes behind which it is open. */
  private int openQuotes;

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
    if (!CLOSERS.has(c)) {
      return false;
    }
    read();
    return (open & 1 << CLOSING.indexOf(c)) != 0;
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
      if ((openQuotes & quoteBit(quote, depth)) != 0 && QuotedValue.closes(at - index, depth)) {
        return true;
      }
    }
    return false;
  }

  private void read() {
    if (isRead) {
      return;
    }
    isRead = true;
    int[] closed = new int[CLOSING.length()];
    for (int at = start - 1; at >= 0 && start - at <= REACH && !isLineEnd(at); at--) {
      char c = text.at(at);
      if (c == '|') {
        open |= BAR;
      } else if (CLOSERS.has(c)) {
        closed[CLOSING.indexOf(c)]++;
      } else if (OPENERS.has(c)) {
        int bracket = OPENING.indexOf(c);
        open |= --closed[bracket] < 0 ? 1 << bracket : 0;
      } else if (QuotedValue.isQuote(c) && !isApostrophe(at) && !text.isEscaped(at)) {
        openQuotes ^= quoteBit(QUOTES.indexOf(c), depth(at));
      }
    }
  }

  private static int quoteBit(int quote, int depth) {
    return 1 << quote * (MOST_SLASHES + 1) + depth;
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
