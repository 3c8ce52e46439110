package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words of grammar that carry the answer: all and some, when and where, can and should. They tell
 * two questions apart where one stands in the place of another one.
 */
final class Choices {
  private static final String AT_THE_BEGINNING = "!";
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");
  private static final List<Map<String, Integer>> ANYWHERE = new ArrayList<>();
  private static final List<Map<String, Integer>> FIRST = new ArrayList<>();

  static {
    for (String line : WordFile.lines("choices.txt")) {
      boolean isOfBeginning = line.startsWith(AT_THE_BEGINNING);
      (isOfBeginning ? FIRST : ANYWHERE).add(choice(isOfBeginning ? line.substring(1) : line));
    }
  }

  private Choices() {}

  /** Each word or phrase of a line, and which of its groups it is of. */
  private static Map<String, Integer> choice(String line) {
    Map<String, Integer> choice = new HashMap<>();
    int group = 0;
    for (String words : line.split("\\|", -1)) {
      for (String word : WordFile.split(words)) {
        choice.put(WordFile.phrase(word).strip(), group);
      }
      group++;
    }
    return choice;
  }

  /** Whether what stands in this place chooses otherwise. */
  static boolean differ(Alignment.Gap gap) {
    String one = Word.joined(gap.kept());
    String other = Word.joined(gap.asked());
    return differ(ANYWHERE, one, other)
        || gap.isFirst() && differ(FIRST, one, other)
        || differInFrontOfForms(gap);
  }

  /** The words that agree with them are other ones too: do both parents, does one parent. */
  private static boolean differInFrontOfForms(Alignment.Gap gap) {
    List<Word> mine = withoutArticles(gap.kept());
    List<Word> others = withoutArticles(gap.asked());
    int start = 0;
    while (start < Math.min(mine.size(), others.size())
        && areForms(mine.get(start), others.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(mine.size(), others.size()) - start
        && areForms(mine.get(mine.size() - 1 - end), others.get(others.size() - 1 - end))) {
      end++;
    }
    return differ(
        ANYWHERE,
        Word.joined(mine.subList(start, mine.size() - end)),
        Word.joined(others.subList(start, others.size() - end)));
  }

  private static List<Word> withoutArticles(List<Word> words) {
    return words.stream().filter(word -> !ARTICLES.contains(word.text())).toList();
  }

  private static boolean areForms(Word one, Word other) {
    return Inflection.areForms(one.text(), other.text());
  }

  private static boolean differ(List<Map<String, Integer>> choices, String one, String other) {
    for (Map<String, Integer> choice : choices) {
      Integer mine = choice.get(one);
      Integer their = choice.get(other);
      if (mine != null && their != null && !mine.equals(their)) {
        return true;
      }
    }
    return false;
  }
}
