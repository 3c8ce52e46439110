package io.llmgw.cache.veto;

import io.llmgw.cache.Veto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands in one question in the place of something else in the other one. Names are told by
 * their capitals; the more the two are the same otherwise, the less of a name it has to be, and
 * where all else is the same, any word matters.
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

  /** What comes and goes with another word. */
  private static final Set<String> LIGHT =
      Set.of("a", "an", "the", "some", "any", "is", "are", "do", "does");

  /** With more words in one place, it is no word for another. */
  private static final int MOST_SYNONYMS = 8;

  private final Alignment alignment;
  private final Map<String, Integer> surplus = new HashMap<>();

  /** Of more than what comes and goes. */
  private final long otherGaps;

  private final Set<String> keptNumbers;
  private final Set<String> askedNumbers;

  private Replacements(Marks kept, Marks asked) {
    this.keptNumbers = Numbers.all(kept);
    this.askedNumbers = Numbers.all(asked);
    this.alignment = Alignment.of(kept.words(), asked.words());
    this.otherGaps = alignment.gaps().stream().filter(gap -> !areLight(gap)).count();
    kept.words().forEach(word -> surplus.merge(word.stem(), 1, Integer::sum));
    asked.words().forEach(word -> surplus.merge(word.stem(), -1, Integer::sum));
  }

  /** NUMBER, NAME or WORD where one was replaced; null where none was. */
  static @Nullable Veto find(Marks kept, Marks asked) {
    return new Replacements(kept, asked).find();
  }

  private @Nullable Veto find() {
    for (Alignment.Gap gap : alignment.gaps()) {
      Veto veto = find(gap);
      if (veto != null) {
        return veto;
      }
    }
    return null;
  }

  private @Nullable Veto find(Alignment.Gap gap) {
    if (isAbbreviation(gap.kept(), gap.asked())
        || isAbbreviation(gap.asked(), gap.kept())
        || Synonyms.areSame(gap)) {
      return null;
    }
    boolean few = gap.kept().size() <= MOST_WORDS && gap.asked().size() <= MOST_WORDS;
    if (few && haveOtherNumbers(gap)) {
      return Veto.NUMBER;
    }
    List<Word> gone = new ArrayList<>();
    gap.kept().stream()
        .filter(word -> counts(word, gap) && surplus.getOrDefault(word.stem(), 0) > 0)
        .forEach(gone::add);
    List<Word> come = new ArrayList<>();
    gap.asked().stream()
        .filter(word -> counts(word, gap) && surplus.getOrDefault(word.stem(), 0) < 0)
        .forEach(come::add);
    if (gone.stream().anyMatch(NumberWords::isSure)
        && come.stream().anyMatch(NumberWords::isSure)) {
      gone.removeIf(NumberWords::isSure); // equal, or else it would not get here
      come.removeIf(NumberWords::isSure);
    }
    withoutSynonyms(gone, come);
    boolean isAllElseSame = isAllElseSame(gap);
    if (OneForOne.areLetters(gap) && isAllElseSame
        || OneForOne.areCapitals(gap) && alignment.alike() >= NAMES) {
      return Veto.NAME;
    }
    if (isAllElseSame && isOneNameMore(gap)) {
      return Veto.NAME;
    }
    if (isAllElseSame && Choices.differ(gap)) {
      return Veto.WORD;
    }
    if (gone.isEmpty() || come.isEmpty()) {
      boolean isOneMore = gone.size() + come.size() > 0 && alignment.alike() >= ANY_CHANGE;
      return isOneMore || isAllElseSame && isOneOther(gap) ? Veto.WORD : null;
    }
    return find(gone, come, few, isAllElseSame);
  }

  /** Whether the two sides say something else by words that are counted for nothing. */
  private boolean isOneOther(Alignment.Gap gap) {
    Alignment.Gap heavy = withoutLight(gap);
    return OneForOne.areOfOneStem(gap)
        || OneForOne.areOfGrammar(heavy) && !areSame(heavy.ofKept(), heavy.ofAsked());
  }

  private static Alignment.Gap withoutLight(Alignment.Gap gap) {
    List<Word> kept = new ArrayList<>(gap.kept());
    List<Word> asked = new ArrayList<>(gap.asked());
    kept.removeIf(word -> LIGHT.contains(word.text()));
    asked.removeIf(word -> LIGHT.contains(word.text()));
    return new Alignment.Gap(kept, asked, gap.isFirst());
  }

  /** What one side has alone are names: South before Sudan, PM behind the name of a drug. */
  private static boolean isOneNameMore(Alignment.Gap gap) {
    List<Word> more = gap.kept().isEmpty() ? gap.asked() : gap.kept();
    return (gap.kept().isEmpty() || gap.asked().isEmpty())
        && !more.isEmpty()
        && more.stream().allMatch(Replacements::isNameOfItsOwn);
  }

  /** An I is rather a person; a currency behind an amount may be left out. */
  private static boolean isNameOfItsOwn(Word word) {
    Unit unit = Unit.besideNumber(word.text());
    return word.isNameLike()
        && (word.isContent() || word.isLetter() && !word.text().equals("i"))
        && (unit == null || !unit.measures().equals("money"));
  }

  private static boolean counts(Word word, Alignment.Gap gap) {
    return word.isContent() || OneForOne.areNames(gap);
  }

  /** But for articles and for words that agree with the number of what is replaced. */
  private boolean isAllElseSame(Alignment.Gap gap) {
    return otherGaps == (areLight(gap) ? 0 : 1);
  }

  private static boolean areLight(Alignment.Gap gap) {
    return areLight(gap.kept()) && areLight(gap.asked());
  }

  private static boolean areLight(List<Word> words) {
    return words.stream().allMatch(word -> LIGHT.contains(word.text()));
  }

  private @Nullable Veto find(
      List<Word> gone, List<Word> come, boolean few, boolean isAllElseSame) {
    double alike = alignment.alike();
    boolean goneName = gone.stream().anyMatch(Word::isNameLike);
    boolean comeName = come.stream().anyMatch(Word::isNameLike);
    boolean capitals =
        gone.stream().anyMatch(Word::isCapital) && come.stream().anyMatch(Word::isCapital);
    if (goneName && comeName && alike >= NAMES
        || (goneName || comeName || capitals) && alike >= ONE_NAME) {
      return Veto.NAME;
    }
    return few && (isAllElseSame || alike >= ANY_WORD) || alike >= ANY_CHANGE ? Veto.WORD : null;
  }

  /**
   * Each has a number in this place that the other one has nowhere, by a word that may be one: all
   * others are compared already.
   */
  private boolean haveOtherNumbers(Alignment.Gap gap) {
    for (Word mine : gap.kept()) {
      for (Word other : gap.asked()) {
        if ((NumberWords.isUnsure(mine) || NumberWords.isUnsure(other))
            && isOfItsOwn(mine, askedNumbers)
            && isOfItsOwn(other, keptNumbers)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isOfItsOwn(Word word, Set<String> others) {
    String number = NumberWords.value(word);
    return number != null && !others.contains(number);
  }

  private static void withoutSynonyms(List<Word> gone, List<Word> come) {
    if (gone.size() > MOST_SYNONYMS || come.size() > MOST_SYNONYMS) {
      return;
    }
    for (Word word : List.copyOf(gone)) {
      for (Word other : come) {
        if (areSame(word, other)) {
          gone.remove(word);
          come.remove(other);
          break;
        }
      }
    }
  }

  private static boolean areSame(Word one, Word other) {
    Unit unit = Unit.besideNumber(one.text());
    String number = NumberWords.value(one);
    return unit != null && unit.equals(Unit.besideNumber(other.text()))
        || number != null && number.equals(NumberWords.value(other))
        || Synonyms.areSame(one, other)
        || Inflection.areVerbAndDoing(one.text(), other.text());
  }

  /** Whether the one word is made of the initials of the others, or of all of them. */
  private static boolean isAbbreviation(List<Word> one, List<Word> others) {
    if (one.size() != 1 || others.isEmpty()) {
      return false;
    }
    String word = one.get(0).text().replace(".", "");
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
