package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text says is not done, each by the roots of its verb: so that one look at a word of
 * another text tells which of them it may be, however many there are. For one thread.
 */
final class Doings {
  /** Nobody says so more often. */
  private static final int MOST = 32;

  /**
   * One of them.
   *
   * @param verb that says so: to stop, to forget
   * @param doing what is not done
   * @param base the same, as far as its ending tells
   */
  record Doing(Word verb, Word doing, Word base) {
    /** Regular forms, and those that no ending tells: to make of making, and so made. */
    boolean isOfVerbOf(Word word) {
      return Inflection.areForms(word.text(), doing.text())
          || Synonyms.areSame(word, doing)
          || Synonyms.areSame(word, base);
    }
  }

  private final Map<Object, List<Doing>> byRoot = new HashMap<>();
  private final Set<String> said = new HashSet<>();

  /** Adds one, unless it was said before in the same words; false where there are too many. */
  boolean add(Word verb, Word doing) {
    if (said.size() >= MOST) {
      return false;
    }
    if (said.add(verb.text() + ' ' + doing.text())) {
      Doing added = new Doing(verb, doing, Inflection.verbOf(doing));
      Set<Object> roots = roots(doing);
      roots.addAll(Synonyms.groups(added.base()));
      roots.forEach(root -> byRoot.computeIfAbsent(root, key -> new ArrayList<>()).add(added));
    }
    return true;
  }

  boolean isEmpty() {
    return said.isEmpty();
  }

  /** Those whose verb this word may be. */
  Set<Doing> like(Word word) {
    Set<Doing> like = new HashSet<>();
    for (Object root : roots(word)) {
      for (Doing doing : byRoot.getOrDefault(root, List.of())) {
        if (doing.isOfVerbOf(word)) {
          like.add(doing);
        }
      }
    }
    return like;
  }

  private static Set<Object> roots(Word word) {
    Set<Object> roots = new HashSet<>(Inflection.roots(word.text()));
    roots.addAll(Synonyms.groups(word));
    return roots;
  }
}
