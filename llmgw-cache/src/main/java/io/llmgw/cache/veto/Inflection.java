package io.llmgw.cache.veto;

import java.util.HashSet;
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
  private static final String OF_NOUN = "ion";
  private static final String AL = "al";

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

  /**
   * By what two forms of one word are found: they have one of these in common, others may as well.
   */
  static Set<String> roots(String written) {
    String word = written.replace('z', 's');
    Set<String> roots = new HashSet<>();
    for (int pattern = 0; pattern < PATTERNS.size(); pattern++) {
      for (String ending : PATTERNS.get(pattern)) {
        int stem = word.length() - ending.length();
        if (word.endsWith(ending)) {
          roots.add(pattern + word.substring(0, stem));
          if (stem > 1 && word.charAt(stem - 1) == word.charAt(stem - 2)) {
            roots.add(pattern + word.substring(0, stem - 1));
          }
        }
      }
    }
    boolean isAdjective = word.endsWith(OF_NOUN + AL);
    if (isAdjective || word.endsWith(OF_NOUN)) {
      roots.add(isAdjective ? word.substring(0, word.length() - AL.length()) : word);
    }
    return roots;
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
    return noun.endsWith(OF_NOUN) && adjective.equals(noun + AL);
  }

  /** What is left, without the letter that is doubled before it: running, counselling. */
  private static String ending(String word, int at) {
    boolean isDoubled = at > 0 && at + 1 < word.length() && word.charAt(at) == word.charAt(at - 1);
    return word.substring(isDoubled ? at + 1 : at);
  }
}
