package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** Words that stand side by side with an "and" or an "or" between them may come in any order. */
final class Strung {
  private static final Set<String> JOINS = Set.of("and", "or", "vs", "versus");
  private static final Set<String> ARTICLES = Set.of("a", "an", "the");

  private Strung() {}

  static boolean isJoin(String word) {
    return JOINS.contains(word);
  }

  /** These words of a text in order, but those that are strung together in that of the alphabet. */
  static List<String> sorted(List<Word> words, Set<String> wanted) {
    List<String> all = new ArrayList<>();
    List<String> run = new ArrayList<>();
    boolean isJoined = false;
    boolean isStrung = false;
    for (Word word : words) {
      if (wanted.contains(word.text())) {
        isStrung |= isJoined && !run.isEmpty();
        isJoined = false;
        run.add(word.text());
      } else if (isJoin(word.text())) {
        isJoined = true;
      } else if (!ARTICLES.contains(word.text())) {
        end(run, isStrung, all);
        isJoined = false;
        isStrung = false;
      }
    }
    end(run, isStrung, all);
    return all;
  }

  private static void end(List<String> run, boolean isStrung, List<String> all) {
    if (isStrung) {
      Collections.sort(run);
    }
    all.addAll(run);
    run.clear();
  }
}
