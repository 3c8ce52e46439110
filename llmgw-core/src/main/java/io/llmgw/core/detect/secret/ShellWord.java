package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * A word as a shell reads it: a blank does not end it in quotes or behind a backslash, and quotes
 * that open it may close on a later line.
 */
final class ShellWord {
  /** So far behind its beginning a quote may close. */
  private static final int LONGEST_QUOTED = 1024;

  private static final int MOST_LINES = 8;

  private ShellWord() {}

  /** Where the word ends that begins here. Each char is looked at a few times. */
  static int end(FoldedText text, int start) {
    int at = start;
    int lineQuote = 0; // the last quote of which it is known that no other closes it
    while (text.at(at) > ' ') {
      char c = text.at(at);
      if (c == '\\' && isEscapable(text.at(at + 1))) {
        at += 2;
      } else if ((c == '"' || c == '\'') && c != lineQuote) {
        int closing = closing(text, at);
        lineQuote = closing < 0 ? c : lineQuote;
        at = closing < 0 ? at + 1 : closing + 1;
      } else {
        at++;
      }
    }
    return at;
  }

  /** What the quotes hold that open here and close on a later line; null if they do not. */
  static @Nullable Assigned overLines(FoldedText text, int index) {
    char quote = text.at(index);
    if (quote != '"' && quote != '\'') {
      return null;
    }
    int lines = 0;
    for (int at = index + 1; at - index < LONGEST_QUOTED && text.at(at) != 0; at++) {
      char c = text.at(at);
      lines += c == '\n' ? 1 : 0;
      if (lines > MOST_LINES) {
        return null;
      }
      if (c == quote && text.at(at - 1) != '\\') {
        boolean isLast = text.at(at + 1) <= ' ' || text.at(at + 1) == ';';
        return isLast ? new Assigned(index + 1, at, Assigned.How.QUOTED) : null;
      }
    }
    return null;
  }

  private static boolean isEscapable(char c) {
    return c == ' ' || c == '"' || c == '\'' || c == '\\';
  }

  /** Where the quote closes that opens here, on the same line; less than 0 if it does not. */
  private static int closing(FoldedText text, int index) {
    char quote = text.at(index);
    for (int at = index + 1; at - index < LONGEST_QUOTED && text.at(at) >= ' '; at++) {
      if (text.at(at) == quote) {
        return at;
      }
      at += quote == '"' && text.at(at) == '\\' ? 1 : 0;
    }
    return -1;
  }
}
