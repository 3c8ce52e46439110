package io.llmgw.cache.veto;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Whether two questions differ in a unit, or in what the same number counts. For one look. */
final class Units {
  private static final String MONEY = "money";

  /** Many leave a currency out: less alike, "60k" and "INR 60k, available" are the same. */
  private static final double NEAR = 0.6;

  /** Where shoes and clothes have other sizes; in lower case, "us" is a word of grammar. */
  private static final Set<String> SIZES = Set.of("eu", "us", "uk");

  /** What one number may stand for in a text: with more, it is refused. */
  private static final int MOST = 64;

  private final Marks one;
  private final Marks other;
  private final boolean isElseTheSame;

  private Units(Marks one, Marks other, boolean isElseTheSame) {
    this.one = one;
    this.other = other;
    this.isElseTheSame = isElseTheSame;
  }

  /** All units of a text, beside numbers or not. */
  static Set<Unit> of(Iterable<Word> words, Iterable<Amount> amounts) {
    Set<Unit> units = new HashSet<>();
    for (Word word : words) {
      Unit unit = Unit.named(word.text());
      if (unit != null) {
        units.add(unit);
      }
    }
    for (Amount amount : amounts) {
      if (amount.unit() != null) {
        units.add(amount.unit());
      }
    }
    return Set.copyOf(units);
  }

  static boolean differ(Marks kept, Marks asked) {
    if (measureOtherwise(kept, asked)) {
      return true;
    }
    if (kept.amounts().isEmpty() || asked.amounts().isEmpty()) {
      return false;
    }
    boolean isElseTheSame = withoutUnits(kept).equals(withoutUnits(asked));
    return new Units(kept, asked, isElseTheSame).countOtherwise()
        || new Units(asked, kept, isElseTheSame).countOtherwise();
  }

  /** Each measures the same in a unit that the other one does not have. */
  private static boolean measureOtherwise(Marks kept, Marks asked) {
    for (Unit mine : kept.units()) {
      for (Unit other : asked.units()) {
        if (mine.measures().equals(other.measures())
            && !kept.units().contains(other)
            && !asked.units().contains(mine)) {
          return true;
        }
      }
    }
    return false;
  }

  private static Set<String> withoutUnits(Marks marks) {
    Set<String> stems = new HashSet<>();
    for (Word word : marks.words()) {
      if (word.isContent() && Unit.besideNumber(word.text()) == null) {
        stems.add(word.stem());
      }
    }
    return stems;
  }

  /** The same number stands for something else wherever the other one has it. */
  private boolean countOtherwise() {
    Map<String, Set<Amount>> byNumber = new HashMap<>();
    for (Amount amount : other.amounts()) {
      byNumber.computeIfAbsent(amount.number(), number -> new HashSet<>()).add(amount);
    }
    for (Amount mine : Set.copyOf(one.amounts())) {
      Set<Amount> same = byNumber.getOrDefault(mine.number(), Set.of());
      if (!same.isEmpty() && !same.contains(mine) && isNoneOf(mine, same)) {
        return true;
      }
    }
    return false;
  }

  private boolean isNoneOf(Amount mine, Set<Amount> same) {
    return same.size() > MOST || same.stream().allMatch(their -> differ(mine, their));
  }

  private boolean differ(Amount mine, Amount their) {
    Unit unit = mine.unit();
    if (unit != null) {
      return their.unit() != null
          ? !unit.equals(their.unit())
          : !other.units().contains(unit) && isMissed(unit, mine, their);
    }
    String word = mine.follows();
    if (SIZES.contains(word) && SIZES.contains(their.follows())) {
      return !word.equals(their.follows());
    }
    return !word.isEmpty()
        && !Stem.of(word).equals(Stem.of(their.follows()))
        && (mine.isAttached() && !isThere(word, other)
            || isOfItsOwn(word, other) && isOfItsOwn(their.follows(), one));
  }

  /** Whether the unit says more than that somebody has left it out. */
  private boolean isMissed(Unit unit, Amount mine, Amount their) {
    boolean isMoney = unit.measures().equals(MONEY);
    return isOfItsOwn(their.follows(), one)
        ? !isMoney || Overlap.of(one, other) >= NEAR
        : !isMoney && (mine.isAttached() || isElseTheSame);
  }

  /** Whether it says something that the other text says nowhere. */
  private static boolean isOfItsOwn(String word, Marks other) {
    return Word.isContent(word) && !isThere(word, other);
  }

  private static boolean isThere(String word, Marks marks) {
    return marks.contentStems().contains(Stem.of(word)) || marks.wordSet().contains(word);
  }
}
