package io.llmgw.cache.veto;

/** Cuts the endings of English words off, roughly: only equality counts. */
final class Stem {
  private static final String[] ENDINGS = {
    "ization", "isation", "ingly", "ness", "ment", "ings", "ing", "ies", "ers", "ed", "er", "es",
    "ly", "al", "s", "e", "y"
  };
  private static final int SHORTEST_CUT = 5;
  private static final int SHORTEST_STEM = 3;

  private Stem() {}

  static String of(String word) {
    String stem = cut(word);
    int last = stem.length() - 1;
    return last > 2 && stem.charAt(last) == stem.charAt(last - 1) ? stem.substring(0, last) : stem;
  }

  private static String cut(String word) {
    if (word.length() < SHORTEST_CUT) {
      boolean plural = word.length() > SHORTEST_STEM && word.endsWith("s");
      return plural ? word.substring(0, word.length() - 1) : word;
    }
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }
}
