package io.llmgw.cache.veto;

import java.util.List;
import java.util.Set;

/** What denies by more than one word: anything but, far from safe, avoid doing, keep from doing. */
final class Denials {
  private static final Set<String> AVOID = Set.of("avoid", "avoids", "avoided", "avoiding");
  private static final Set<String> KEEP = Set.of("keep", "keeps", "kept", "keeping", "refrain");

  /** What is kept from it, between the two: my dog, the baby of a friend. */
  private static final int MOST_BETWEEN = 4;

  private static final String ING = "ing";
  private static final String THING = "thing";

  /** What is shorter is a thing: a king, a ring. */
  private static final int SHORTEST_DOING = 5;

  /**
   * Beside one of these it is about a place: how far from here. What has an article is one, too.
   */
  private static final Set<String> BEFORE_PLACE =
      Set.of("how", "too", "so", "as", "very", "not", "that", "this", "here", "there", "home");

  private Denials() {}

  /** Whether one of them ends, or begins, with this word. */
  static boolean isAt(List<Word> words, int i) {
    return switch (words.get(i).text()) {
      case "but" -> isBehind(words, i, "anything");
      case "from" -> isFarFrom(words, i) || isKeptFrom(words, i);
      default -> AVOID.contains(words.get(i).text()) && isFollowedByDoing(words, i);
    };
  }

  private static boolean isBehind(List<Word> words, int i, String before) {
    return i > 0 && words.get(i - 1).text().equals(before);
  }

  private static boolean isFarFrom(List<Word> words, int i) {
    if (!isBehind(words, i, "far") || i < 2 || i + 1 == words.size()) {
      return false;
    }
    Word next = words.get(i + 1);
    return !BEFORE_PLACE.contains(words.get(i - 2).text())
        && !BEFORE_PLACE.contains(next.text())
        && next.isContent()
        && !next.isCapital();
  }

  private static boolean isKeptFrom(List<Word> words, int i) {
    return isDoing(words, i + 1)
        && words.subList(Math.max(0, i - MOST_BETWEEN), i).stream()
            .anyMatch(word -> KEEP.contains(word.text()));
  }

  private static boolean isFollowedByDoing(List<Word> words, int i) {
    boolean isFrom = i + 1 < words.size() && words.get(i + 1).text().equals("from");
    return isDoing(words, isFrom ? i + 2 : i + 1);
  }

  private static boolean isDoing(List<Word> words, int i) {
    if (i >= words.size()) {
      return false;
    }
    Word word = words.get(i);
    boolean isAnything = word.text().endsWith(THING) && !word.isContent();
    return word.text().length() >= SHORTEST_DOING && word.text().endsWith(ING) && !isAnything;
  }
}
