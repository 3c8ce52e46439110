package io.llmgw.cache.veto;

/** Cuts the endings of English words off, roughly: only equality counts. */
final class Stem {
  private static final String[] ENDINGS = {
    "ization", "isation", "ingly", "ness", "ment", "ing", "ed", "er", "ly", "al", "e", "y"
  };
  private static final String[] HISSING = {"ss", "sh", "ch", "x", "z"};
  private static final int SHORTEST_CUT = 5;
  private static final int SHORTEST_STEM = 3;

  private Stem() {}

  static String of(String word) {
    String stem = cut(singular(word));
    if (stem.endsWith("iz") || stem.endsWith("yz")) {
      return stem.substring(0, stem.length() - 1) + 's'; // as it is spelled on the other shore
    }
    int last = stem.length() - 1;
    return last > 2 && stem.charAt(last) == stem.charAt(last - 1) ? stem.substring(0, last) : stem;
  }

  /** Also the first person of a verb: names and ends, boxes and ladies. */
  private static String singular(String word) {
    int length = word.length();
    if (length <= SHORTEST_STEM || !word.endsWith("s") || word.endsWith("ss")) {
      return word;
    }
    if (word.endsWith("ies") && length > SHORTEST_CUT) {
      return word.substring(0, length - 3) + 'y';
    }
    for (String hissing : HISSING) {
      if (word.endsWith(hissing + "es")) {
        return word.substring(0, length - 2);
      }
    }
    return word.substring(0, length - 1);
  }

  private static String cut(String word) {
    if (word.length() < SHORTEST_CUT) {
      return word;
    }
    for (String ending : ENDINGS) {
      if (word.endsWith(ending) && word.length() - ending.length() >= SHORTEST_STEM) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }
}
