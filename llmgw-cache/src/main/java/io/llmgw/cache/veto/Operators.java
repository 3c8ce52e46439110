package io.llmgw.cache.veto;

/** Operators of several signs: which ones they are, and on which side of a name they stand. */
final class Operators {
  private static final String SIGNS = "+-*/%&|^=<>!~";

  /** Fewer are none, or one that is known by what stands around it. */
  private static final int SHORTEST = 2;

  private Operators() {}

  /** Where the operator that begins there ends; the same place where there is none. */
  static int end(String text, int start) {
    int end = start;
    while (end < text.length() && SIGNS.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return end - start >= SHORTEST && isOfCode(text, start, end) ? end : start;
  }

  /** Dashes, exclamation marks and the slashes of an address are none. */
  private static boolean isOfCode(String text, int start, int end) {
    String signs = text.substring(start, end);
    boolean isOfAddress = start > 0 && text.charAt(start - 1) == ':';
    return signs.equals("//") ? !isOfAddress : !signs.chars().allMatch(c -> "-!%/".indexOf(c) >= 0);
  }

  /** It, with a blank behind where it stands right before a name alone: ++i is not i++. */
  static String of(String text, int start, int end) {
    String signs = text.substring(start, end);
    boolean isBefore = end < text.length() && Character.isLetter(text.codePointAt(end));
    boolean isBehind = start > 0 && Character.isLetterOrDigit(text.codePointBefore(start));
    return isBefore && !isBehind ? signs + ' ' : signs;
  }
}
