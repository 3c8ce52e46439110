package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.key.Variety;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value in quotes, which are escaped where they stand in a string that is in quotes itself, and
 * over again in a string within that.
 */
final class QuotedValue {
  private static final String QUOTES = "\"'`";

  /** Quotes of printers, as they open, and behind each those that close it. */
  private static final List<String> PAIRS =
      List.of(
          "\u201c\u201d",
          "\u201e\u201c\u201d",
          "\u2018\u2019",
          "\u201a\u2018\u2019",
          "\u00ab\u00bb",
          "\u00bb\u00ab",
          "\u2039\u203a",
          "\u203a\u2039",
          "\u201d\u201d",
          "\u300c\u300d",
          "\u300e\u300f");

  /** So far behind one of them another is looked for that closes it. */
  private static final int LONGEST_PRINTED = 256;

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
      return quote < 0x80 ? null : printed(text, open);
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

  /**
   * What quotes of printers hold; null if none open here. They are those of prose: a word in them
   * is no password, as it may be one that is spoken of.
   */
  private static @Nullable Assigned printed(FoldedText text, int open) {
    for (String pair : PAIRS) {
      if (text.at(open) == pair.charAt(0)) {
        for (int at = open + 1; at - open < LONGEST_PRINTED && text.at(at) >= ' '; at++) {
          if (at > open + 1 && pair.indexOf(text.at(at), 1) > 0) {
            Assigned quoted = new Assigned(open + 1, at, Assigned.How.QUOTED);
            boolean isPhrase =
                Phrase.is(text, quoted) && Variety.of(text, quoted.start(), at).digits() > 0;
            return isPhrase ? quoted : new Assigned(open + 1, at, Assigned.How.PROSE);
          }
          if (opens(text.at(at))) {
            return null; // whoever asks for that one reads on from there
          }
        }
      }
    }
    return null;
  }

  private static boolean opens(char c) {
    for (String pair : PAIRS) {
      if (c == pair.charAt(0)) {
        return true;
      }
    }
    return false;
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
