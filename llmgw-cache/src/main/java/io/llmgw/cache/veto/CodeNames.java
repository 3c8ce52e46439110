package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names and calls as people write them in code and in prose: parseInt, print(x). */
final class CodeNames {
  /** A call with more between its brackets is taken for prose. */
  private static final int LONGEST = 200;

  private CodeNames() {}

  /** All of them: those with capitals within in lower case, calls as they are, without blanks. */
  static Set<String> of(String text) {
    Set<String> found = new HashSet<>();
    int at = 0;
    while (at < text.length()) {
      int end = at;
      boolean hasCapitalWithin = false;
      while (end < text.length() && isOfName(text.charAt(end))) {
        hasCapitalWithin |=
            end > at + 1
                && Character.isUpperCase(text.charAt(end))
                && Character.isLowerCase(text.charAt(end - 1))
                && Character.isLowerCase(text.charAt(end - 2)); // no iOS, no eBay
        end++;
      }
      if (hasCapitalWithin) {
        found.add(text.substring(at, end).toLowerCase(Locale.ROOT));
      }
      int close = end > at && text.startsWith("(", end) ? close(text, end) : -1;
      if (close > end) {
        found.add(text.substring(at, close + 1).replaceAll("\\s+", ""));
      }
      at = Math.max(end, close) + 1;
    }
    return Set.copyOf(found);
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private static int close(String text, int open) {
    int depth = 0;
    for (int at = open; at < text.length() && at < open + LONGEST; at++) {
      depth += text.charAt(at) == '(' ? 1 : text.charAt(at) == ')' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    return -1;
  }

  /** Each has one that the other one does not have: brands and notes in brackets come and go. */
  static boolean differ(Marks kept, Marks asked) {
    return misses(kept, asked) && misses(asked, kept);
  }

  private static boolean misses(Marks one, Marks other) {
    for (String name : one.codeNames()) {
      if (!other.codeNames().contains(name) && !other.wordSet().contains(name)) {
        return true;
      }
    }
    return false;
  }
}
