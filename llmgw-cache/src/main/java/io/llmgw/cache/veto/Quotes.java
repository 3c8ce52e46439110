package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What stands in quotation marks. */
final class Quotes {
  private static final String OPENINGS = "\"“„«「『‘'";
  private static final String CLOSINGS = "\"””»」』’'";

  /** A quotation that goes on for longer is taken for a mark that nobody closes. */
  private static final int LONGEST = 500;

  private Quotes() {}

  /** All of them, each without its marks and in one way of writing it. */
  static Set<String> of(String text) {
    Set<String> quotes = new HashSet<>();
    int at = 0;
    while (at < text.length()) {
      int kind = OPENINGS.indexOf(text.charAt(at));
      int end = kind < 0 || !opens(text, at) ? -1 : end(text, at, CLOSINGS.charAt(kind));
      if (end > at + 1) {
        quotes.add(plain(text.substring(at + 1, end)));
      }
      at = end > at ? end + 1 : at + 1;
    }
    return Set.copyOf(quotes);
  }

  /** An apostrophe is none: it stands after a letter. */
  private static boolean opens(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static int end(String text, int start, char closing) {
    int last = Math.min(text.length(), start + LONGEST);
    for (int at = start + 1; at < last; at++) {
      char c = text.charAt(at);
      boolean within =
          at + 1 < text.length()
              && Character.isLetterOrDigit(text.charAt(at + 1))
              && closing != '"';
      if (c == closing && !within || c == '”' && closing == '"') {
        return at;
      }
    }
    return -1;
  }

  /** Without case, signs at its ends and double blanks. */
  static String plain(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && !Character.isLetterOrDigit(text.codePointAt(start))) {
      start++;
    }
    while (end > start && !Character.isLetterOrDigit(text.codePointBefore(end))) {
      end--;
    }
    return text.substring(start, end).toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
  }

  /** Whether one of them quotes what the other one does not have at all. */
  static boolean differ(Marks kept, Marks asked) {
    return misses(kept, asked) || misses(asked, kept);
  }

  private static boolean misses(Marks quoting, Marks other) {
    for (String quote : quoting.quotes()) {
      if (!other.quotes().contains(quote) && !other.plain().contains(quote)) {
        return true;
      }
    }
    return false;
  }
}
