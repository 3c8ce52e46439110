package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.FoldedText;

/** The command that an option belongs to. */
final class CommandLine {
  /** How far before an option the command stands. */
  private static final int REACH = 120;

  private CommandLine() {}

  /**
   * Whether the option that stands here is one of these commands: no other begins between them, but
   * in quotes.
   */
  static boolean isOf(Cues commands, FoldedText text, int option) {
    int from = option;
    char quote = 0;
    while (option - from < REACH) {
      char c = text.at(from - 1);
      if (QuotedValue.isQuote(c) && (quote == 0 || quote == c)) {
        quote = quote == 0 ? c : 0;
      }
      boolean isEnd = c == '|' || c == ';' || c == '\n' || (c == '&' && text.at(from - 2) == '&');
      if (quote == 0 && isEnd) {
        break;
      }
      from--;
    }
    return commands.isWithin(text, from, option);
  }
}
