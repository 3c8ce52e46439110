package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * A value in quotes, which are escaped where they stand in a string that is in quotes itself, and
 * over again in a string within that.
 */
final class QuotedValue {
  private static final String QUOTES = "\"'`";

  /** As many backslashes as stand before a quote at the third depth. */
  private static final int MOST_SLASHES = 7;

  private QuotedValue() {}

  /**
   * What the quotes hold that open here; null if none do, or if they do not close on this line. It
   * is read without a bound: it ends at the quotes of a value that begins behind this one.
   */
  static @Nullable Assigned read(FoldedText text, int index) {
    int open = index;
    while (open - index < MOST_SLASHES && text.at(open) == '\\') {
      open++;
    }
    char quote = text.at(open);
    if (!isQuote(quote)) {
      return null;
    }
    int depth = open - index;
    int slashes = 0;
    int doubtful = -1;
    int at = open + 1;
    while (text.at(at) >= ' ' || text.isEscaped(at)) {
      char c = text.at(at);
      if (c == quote && !text.isEscaped(at)) {
        if (closes(slashes, depth) && !isDoubled(text, at)) {
          return new Assigned(open + 1, at - Math.min(slashes, depth), Assigned.How.QUOTED);
        }
        if (slashes == 0) {
          at++; // two of them stand for one
        } else if (doubtful < 0 && isLast(text.at(at + 1))) {
          doubtful = at - slashes;
        }
      }
      slashes = c == '\\' ? slashes + 1 : 0;
      at++;
    }
    return doubtful < 0 ? null : new Assigned(open + 1, doubtful, Assigned.How.QUOTED);
  }

  static boolean isQuote(char c) {
    return c != 0 && QUOTES.indexOf(c) >= 0;
  }

  /**
   * Whether a quote behind so many backslashes closes what one behind so many others has opened: it
   * is the same, or that of a string around. Each depth doubles the backslashes and adds one.
   */
  static boolean closes(int slashes, int depth) {
    return slashes < depth || (slashes - depth) / (depth + 1) % 2 == 0;
  }

  /** Whether two single quotes stand for one, as in YAML and SQL. */
  private static boolean isDoubled(FoldedText text, int index) {
    return text.at(index) == '\'' && text.at(index + 1) == '\'' && text.at(index - 1) != '\'';
  }

  private static boolean isLast(char next) {
    return next <= ' ' || ",;)]}".indexOf(next) >= 0;
  }
}
