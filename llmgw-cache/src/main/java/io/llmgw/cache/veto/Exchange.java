package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether two questions are the same but for two words that have changed places: who does it to
 * whom, how many of the one are in the other. Side by side, or with "and" or "or" between them, two
 * words say the same either way.
 */
final class Exchange {
  /** What agrees with its neighbours, and comes and goes with them. */
  private static final Set<String> LIGHT =
      Set.of(
          "a", "an", "the", "is", "are", "was", "were", "do", "does", "did", "my", "your", "his",
          "our", "their");

  /** Who does it, by whom it is done to. */
  private static final Map<String, String> PERSONS =
      Map.of("me", "i", "him", "he", "her", "she", "us", "we", "them", "they");

  /**
   * A word in its place.
   *
   * @param key the same for its forms, for the names of a unit, and for "I" and "me"
   * @param at its place among all words
   * @param isMovable whether it matters where it stands
   */
  private record Place(String key, int at, boolean isMovable) {}

  private Exchange() {}

  static boolean isBetween(Marks kept, Marks asked) {
    List<Place> mine = places(kept);
    List<Place> others = places(asked);
    if (mine.size() != others.size()) {
      return false;
    }
    int first = -1;
    int second = -1;
    for (int i = 0; i < mine.size(); i++) {
      if (!mine.get(i).key().equals(others.get(i).key())) {
        if (second >= 0) {
          return false;
        }
        second = first >= 0 ? i : -1;
        first = first >= 0 ? first : i;
      }
    }
    return second >= 0
        && areMovable(mine, first, second)
        && areMovable(others, first, second)
        && (!kept.signs().isEmpty()
            || areApart(mine, first, second) && areApart(others, first, second))
        && mine.get(first).key().equals(others.get(second).key())
        && mine.get(second).key().equals(others.get(first).key())
        && !areStrung(mine, first, second);
  }

  private static List<Place> places(Marks marks) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < marks.words().size(); i++) {
      Word word = marks.words().get(i);
      String text = word.text();
      boolean isVariable = isVariable(word, marks);
      if (isVariable || !LIGHT.contains(text)) {
        boolean isPerson = PERSONS.containsKey(text) || PERSONS.containsValue(text);
        places.add(new Place(key(word), i, isVariable || isPerson || word.isContent()));
      }
    }
    return places;
  }

  /** A letter that stands as a name does, or among signs of code. */
  private static boolean isVariable(Word word, Marks marks) {
    return word.isLetter() && (word.isNameLike() || !marks.signs().isEmpty());
  }

  private static String key(Word word) {
    Unit unit = Unit.besideNumber(word.text());
    return unit != null
        ? unit.measures() + ' ' + unit.name()
        : PERSONS.getOrDefault(word.text(), word.stem());
  }

  private static boolean areMovable(List<Place> places, int first, int second) {
    return places.get(first).isMovable() && places.get(second).isMovable();
  }

  /** Whether there are words between them; a sign is none. */
  private static boolean areApart(List<Place> places, int first, int second) {
    return places.get(second).at() - places.get(first).at() > 1;
  }

  /** Whether both stand in the same words around an "and" or "or": red wine or white wine. */
  private static boolean areStrung(List<Place> places, int first, int second) {
    for (int join = first + 1; join < second; join++) {
      if (Strung.isJoin(places.get(join).key())) {
        int behind = join - first;
        int before = second - join;
        if (isSame(places, first + 1, second + 1, behind - 1)
            && isSame(places, first - before + 1, join + 1, before - 1)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isSame(List<Place> places, int one, int other, int count) {
    for (int i = 0; i < count; i++) {
      if (one + i < 0
          || other + i >= places.size()
          || !places.get(one + i).key().equals(places.get(other + i).key())) {
        return false;
      }
    }
    return true;
  }
}
