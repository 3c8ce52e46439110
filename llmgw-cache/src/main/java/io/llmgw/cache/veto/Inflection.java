package io.llmgw.cache.veto;

import java.util.List;
import java.util.Set;

/**
 * Whether two words of one stem are forms of one word, as "puppy" and "puppies" are, and "police"
 * and "policy" are not.
 */
final class Inflection {
  private static final List<Set<String>> PATTERNS =
      List.of(
          Set.of("", "s", "es", "d", "ed", "ing"),
          Set.of("e", "es", "ed", "ing"),
          Set.of("y", "ies", "ied", "ying"),
          Set.of("ie", "ies", "ied", "ying"));

  private static final int SHORTEST_STEM = 2;
  private static final String ING = "ing";

  private Inflection() {}

  static boolean areForms(String written, String otherwise) {
    String one = written.replace('z', 's'); // organise, organize
    String other = otherwise.replace('z', 's');
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    if (isOfNoun(one, other) || isOfNoun(other, one)) {
      return true;
    }
    String mine = ending(one, same);
    String others = ending(other, same);
    return PATTERNS.stream().anyMatch(each -> each.contains(mine) && each.contains(others));
  }

  /** Save and saving, of which the stem does not tell: short words are left as they are. */
  static boolean areVerbAndDoing(String one, String other) {
    return isDoing(one, other) || isDoing(other, one);
  }

  private static boolean isDoing(String verb, String doing) {
    int stem = verb.length() - 1;
    return stem >= SHORTEST_STEM
        && verb.endsWith("e")
        && doing.endsWith(ING)
        && doing.length() == stem + ING.length()
        && doing.startsWith(verb.substring(0, stem));
  }

  /** Make of making; the word itself where it has no such ending. */
  static Word verbOf(Word doing) {
    String text = doing.text();
    if (text.length() < SHORTEST_STEM + ING.length() || !text.endsWith(ING)) {
      return doing;
    }
    String verb = text.substring(0, text.length() - ING.length()) + 'e';
    return new Word(verb, Stem.of(verb), false, false, false, false);
  }

  /** Friction and frictional. */
  private static boolean isOfNoun(String noun, String adjective) {
    return noun.endsWith("ion") && adjective.equals(noun + "al");
  }

  /** What is left, without the letter that is doubled before it: running, counselling. */
  private static String ending(String word, int at) {
    boolean isDoubled = at > 0 && at + 1 < word.length() && word.charAt(at) == word.charAt(at - 1);
    return word.substring(isDoubled ? at + 1 : at);
  }
}
