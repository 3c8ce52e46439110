package io.llmgw.cache.veto;

import io.llmgw.cache.Veto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one question in the place of something else in the other one. Names are told by
 * their capitals; the more the two are the same otherwise, the less of a name it has to be.
 */
final class Replacements {
  /** Where both sides have a capital, texts need not be much alike. */
  private static final double NAMES = 0.5;

  /** Where one of them has. */
  private static final double ONE_NAME = 0.7;

  /** Where none has: a text with one other word. */
  private static final double ANY_WORD = 0.88;

  /** Where one side may have nothing in its place: a long text with a word more. */
  private static final double ANY_CHANGE = 0.95;

  private static final int MOST_WORDS = 2;

  private Replacements() {}

  /** NAME or WORD where one was replaced; null where none was. */
  static @Nullable Veto find(Marks kept, Marks asked) {
    Alignment alignment = Alignment.of(kept.words(), asked.words());
    Map<String, Integer> surplus = new HashMap<>();
    kept.words().forEach(word -> surplus.merge(word.stem(), 1, Integer::sum));
    asked.words().forEach(word -> surplus.merge(word.stem(), -1, Integer::sum));
    for (Alignment.Gap gap : alignment.gaps()) {
      Veto veto = find(gap, surplus, alignment.alike());
      if (veto != null) {
        return veto;
      }
    }
    return null;
  }

  private static @Nullable Veto find(
      Alignment.Gap gap, Map<String, Integer> surplus, double alike) {
    List<Word> gone = new ArrayList<>();
    gap.kept().stream()
        .filter(word -> word.isContent() && surplus.getOrDefault(word.stem(), 0) > 0)
        .forEach(gone::add);
    List<Word> come = new ArrayList<>();
    gap.asked().stream()
        .filter(word -> word.isContent() && surplus.getOrDefault(word.stem(), 0) < 0)
        .forEach(come::add);
    if (isAbbreviation(gap.kept(), gap.asked()) || isAbbreviation(gap.asked(), gap.kept())) {
      return null;
    }
    if (gone.isEmpty() || come.isEmpty()) {
      return gone.size() + come.size() > 0 && alike >= ANY_CHANGE ? Veto.WORD : null;
    }
    boolean goneName = gone.stream().anyMatch(Word::isNameLike);
    boolean comeName = come.stream().anyMatch(Word::isNameLike);
    if (goneName && comeName && alike >= NAMES || (goneName || comeName) && alike >= ONE_NAME) {
      return Veto.NAME;
    }
    boolean few = gap.kept().size() <= MOST_WORDS && gap.asked().size() <= MOST_WORDS;
    return few && alike >= ANY_WORD || alike >= ANY_CHANGE ? Veto.WORD : null;
  }

  /** Whether the one word is made of the initials of the others, or of all of them. */
  private static boolean isAbbreviation(List<Word> one, List<Word> others) {
    if (one.size() != 1 || others.isEmpty()) {
      return false;
    }
    String word = one.get(0).text();
    StringBuilder initials = new StringBuilder();
    StringBuilder joined = new StringBuilder();
    for (Word other : others) {
      initials.appendCodePoint(other.text().codePointAt(0));
      joined.append(other.text());
    }
    String letters = initials.toString();
    return word.length() > 1
        && (letters.startsWith(word)
            || letters.length() > 1 && word.startsWith(letters)
            || joined.toString().equals(word));
  }
}
