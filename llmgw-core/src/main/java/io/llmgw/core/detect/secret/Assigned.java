package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A value that stands behind a name and a sign or word of assignment.
 *
 * @param start index of its first char
 * @param end index after its last
 * @param isQuoted whether quotes stand around it
 * @param isProse whether a word such as "is" stands before it
 */
record Assigned(int start, int end, boolean isQuoted, boolean isProse) {
  /** Of a longer value the beginning tells what it is. */
  private static final int JUDGED = 256;

  /** So far it is looked for what ends a value before a blank does. */
  private static final int SEARCHED = 1024;

  private static final int LONGEST_NAME = 40;
  private static final int MOST_BLANKS = 8;

  /** Words that a name may go on with and still be that of a secret. */
  private static final List<String> REST =
      List.of(
          "access",
          "admin",
          "api",
          "auth",
          "b64",
          "base64",
          "db",
          "default",
          "dev",
          "key",
          "live",
          "main",
          "master",
          "\u00f1a",
          "plain",
          "prod",
          "production",
          "root",
          "secret",
          "staging",
          "string",
          "test",
          "text",
          "token",
          "user",
          "value");

  private static final List<String> VERBS =
      List.of(" is ", " was ", " ist ", " lautet ", " est ", " es ", " is: ", " to ");

  private static final List<String> SIGNS = List.of(":=", "=>", "->", "==", "=", ":");

  private static final String QUOTES = "\"'`";

  /** What a value without quotes ends at. */
  private static final boolean[] STOPS = new boolean[0x80];

  static {
    ",;\"'`<>)}]&|".chars().forEach(c -> STOPS[c] = true);
  }

  /** Where the name ends that goes on here; less than 0 if it names something else. */
  static int nameEnd(FoldedText text, int index) {
    int at = index;
    while (at - index < LONGEST_NAME) {
      char c = text.at(at);
      if (c == '_' || c == '-' || (c >= '0' && c <= '9')) {
        at++;
      } else if (Alphabet.ALNUM.has(c) || Character.isLetter(c)) {
        int past = pastAny(text, at, REST);
        if (past == at) {
          return -1;
        }
        at = past;
      } else {
        return at;
      }
    }
    return -1;
  }

  /** The value that is given to the name that ends here; null if none is. */
  static @Nullable Assigned read(FoldedText text, int nameStart, int nameEnd, Findings found) {
    int verb = pastAny(text, nameEnd, VERBS);
    if (verb > nameEnd) {
      return value(text, pastBlanks(text, verb), true, found);
    }
    int sign = pastBlanks(text, pastClosing(text, nameEnd));
    int at = pastAny(text, sign, SIGNS);
    if (at == sign) {
      if (isTag(text, nameStart, nameEnd)) {
        return content(text, nameEnd + 1);
      }
      if (text.at(nameEnd) != ' ' || !isOption(text, nameStart)) {
        return null;
      }
      at = nameEnd + 1;
    }
    int start = pastBlanks(text, pastBold(text, at));
    return behindType(text, value(text, start, false, found), found);
  }

  /** Until where it is looked at for what it is. */
  int judgedEnd() {
    return Math.min(end, start + JUDGED);
  }

  private static boolean isTag(FoldedText text, int nameStart, int nameEnd) {
    return text.at(nameEnd) == '>' && text.at(nameStart - 1) == '<';
  }

  /** What stands up to the next tag; null if blanks do. Without a bound, as a tag begins a name. */
  private static @Nullable Assigned content(FoldedText text, int start) {
    int end = start;
    while (text.at(end) > ' ' && text.at(end) != '<') {
      end++;
    }
    return text.at(end) == '<' ? new Assigned(start, end, false, false) : null;
  }

  /** Past quotes, brackets and asterisks that close behind a name. */
  private static int pastClosing(FoldedText text, int index) {
    int at = index;
    while (at - index < 4 && "\"'`]*\\".indexOf(text.at(at)) >= 0 && text.at(at) != 0) {
      at++;
    }
    return at;
  }

  private static int pastBold(FoldedText text, int index) {
    return text.at(index) == '*' && text.at(index + 1) == '*' ? index + 2 : index;
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && (text.at(at) == ' ' || text.at(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static int pastAny(FoldedText text, int index, List<String> words) {
    for (String word : words) {
      if (text.hasAt(index, word)) {
        return index + word.length();
      }
    }
    return index;
  }

  /** Whether the name is that of an option of a command: two hyphens stand before it. */
  private static boolean isOption(FoldedText text, int nameStart) {
    int at = Alphabet.WORD.start(text, nameStart, LONGEST_NAME);
    return text.at(at) == '-' && text.at(at + 1) == '-';
  }

  /** The value that begins here; empty if none does. */
  private static Assigned value(FoldedText text, int index, boolean isProse, Findings found) {
    int start = text.at(index) == '\\' && isQuote(text.at(index + 1)) ? index + 1 : index;
    char quote = text.at(start);
    if (isQuote(quote)) {
      int end = start + 1;
      // Without a bound: the quote of a value that begins behind this one ends it.
      while ((text.at(end) >= ' ' || text.isEscaped(end)) && text.at(end) != quote) {
        end++;
      }
      if (text.at(end) == quote) {
        int last = text.at(end - 1) == '\\' ? end - 1 : end;
        return new Assigned(start + 1, last, true, isProse);
      }
      start++;
    }
    int end = start;
    while (end - start < SEARCHED && isOfValue(text, end)) {
      end++;
    }
    end = end - start < SEARCHED ? end : found.runEnd(end);
    while (end > start && ".:?*".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return new Assigned(start, end, false, isProse);
  }

  private static boolean isQuote(char c) {
    return c != 0 && QUOTES.indexOf(c) >= 0;
  }

  private static boolean isOfValue(FoldedText text, int index) {
    char c = text.at(index);
    return c > ' ' && (c >= STOPS.length || !STOPS[c]);
  }

  /** What follows the name of a type: {@code password: String = "..."}. */
  private static Assigned behindType(FoldedText text, Assigned first, Findings found) {
    int sign = pastBlanks(text, first.end);
    boolean isTyped =
        !first.isQuoted
            && first.end - first.start <= 16
            && text.at(sign) == '='
            && text.at(sign + 1) != '=';
    return isTyped ? value(text, pastBlanks(text, sign + 1), false, found) : first;
  }
}
