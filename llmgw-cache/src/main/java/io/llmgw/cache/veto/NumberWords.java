package io.llmgw.cache.veto;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers in words, and how they add up: "two hundred and five". For one text and one thread. */
final class NumberWords {
  private static final Map<String, Long> SURE = new HashMap<>();

  /** Words of another meaning as well, such as "one" and "first". */
  private static final Map<String, Long> UNSURE = new HashMap<>();

  /** Parts of one: a half is told from a quarter, and from none. */
  private static final Map<String, String> PARTS = new HashMap<>();

  private static final Pattern DIGITS = Pattern.compile("(\\d+)(st|nd|rd|th)?");
  private static final String QUARTER = "1/4";

  /** Of something; a couple may be married, too. */
  private static final Set<String> TWO = Set.of("couple", "pair");

  /** What stands before a quarter of something; this quarter is three months. */
  private static final Set<String> OF_PART = Set.of("a", "one", "and", "by", "three", "than");

  private static final long HUNDRED = 100;
  private static final long THOUSAND = 1_000;

  static {
    for (String line : WordFile.lines("number-words.txt")) {
      List<List<String>> sides = WordFile.sides(line);
      boolean isSure = !sides.get(0).isEmpty();
      List<String> pair = sides.get(isSure ? 0 : 1);
      (isSure ? SURE : UNSURE).put(pair.get(0), Long.valueOf(pair.get(1)));
    }
    for (String line : WordFile.lines("fractions.txt")) {
      List<String> names = WordFile.split(line);
      names.subList(1, names.size()).forEach(name -> PARTS.put(name, names.get(0)));
    }
  }

  private final List<Word> words;
  private final List<String> found = new ArrayList<>();

  /** What is read: a sum of what stands before scales, the smallest of these, and the rest. */
  private boolean isOpen;

  private long total;
  private long scale;
  private long rest;

  private NumberWords(List<Word> words) {
    this.words = words;
  }

  /** The numbers that a text has in words, in digits, in order. */
  static List<String> of(List<Word> words) {
    return new NumberWords(words).read();
  }

  /** Those of its words that may be numbers, in digits; an I is rather a person. */
  static Set<String> unsure(List<Word> words) {
    Set<String> numbers = new HashSet<>();
    for (Word word : words) {
      Long number = UNSURE.get(word.text());
      if (number != null && word.text().length() > 1) {
        numbers.add(number.toString());
      } else if (TWO.contains(word.text())) {
        numbers.add("2");
      }
    }
    return Set.copyOf(numbers);
  }

  /** Whether it is one, or multiplies one. */
  static boolean isSure(Word word) {
    return word.isNumber()
        || SURE.containsKey(word.text())
        || PARTS.containsKey(word.text())
        || Scale.of(word.text(), false) != null;
  }

  /** Whether a word, in any case, is a number or may be one. */
  static boolean isNumber(String written) {
    String word = written.toLowerCase(Locale.ROOT);
    return SURE.containsKey(word)
        || UNSURE.containsKey(word)
        || PARTS.containsKey(word)
        || Scale.of(word, false) != null;
  }

  /** Whether it may be one. */
  static boolean isUnsure(Word word) {
    return UNSURE.containsKey(word.text());
  }

  /** The number that this word is, or may be, in digits; null for none. */
  static @Nullable String value(Word word) {
    Long number = SURE.getOrDefault(word.text(), UNSURE.get(word.text()));
    if (number != null) {
      return number.toString();
    }
    Matcher digits = DIGITS.matcher(word.text());
    return digits.matches() ? digits.group(1) : null;
  }

  /** The number that this word is without a doubt, in digits; null for none. */
  static @Nullable String amount(Word word) {
    return word.isNumber() || SURE.containsKey(word.text()) ? value(word) : null;
  }

  private List<String> read() {
    for (int i = 0; i < words.size(); i++) {
      long multiple = scale(i);
      Long number = multiple > 0 ? null : number(i);
      if (multiple > 0 && (i == 0 || !words.get(i - 1).isNumber())) {
        multiply(multiple);
      } else if (number != null) {
        add(number);
      } else if (!isAnd(i)) {
        close();
        addPart(i);
      }
    }
    close();
    return List.copyOf(found);
  }

  /** A quarter of a year that is told by its number is none of these: the first quarter. */
  private void addPart(int i) {
    String part = PARTS.get(words.get(i).text());
    if (part != null && !(part.equals(QUARTER) && isOfYear(i))) {
      found.add(part);
    }
  }

  private boolean isOfYear(int i) {
    return i > 0 && !OF_PART.contains(words.get(i - 1).text());
  }

  private long scale(int i) {
    String word = words.get(i).text();
    BigDecimal scale = word.length() > 2 ? Scale.of(word, false) : null;
    return scale == null ? 0 : scale.longValue();
  }

  /** One that is not sure counts before a scale, or behind tens. */
  private @Nullable Long number(int i) {
    String word = words.get(i).text();
    Long sure = SURE.get(word);
    Long unsure = UNSURE.get(word);
    boolean counts = isOpen || i + 1 < words.size() && scale(i + 1) > 0;
    return sure == null && unsure != null && counts && (!isOpen || fits(unsure)) ? unsure : sure;
  }

  private boolean isAnd(int i) {
    return isOpen
        && words.get(i).text().equals("and")
        && i + 1 < words.size()
        && (rest > 0 && rest % HUNDRED == 0 || rest == 0)
        && SURE.containsKey(words.get(i + 1).text());
  }

  private void multiply(long multiple) {
    if (isOpen && multiple < THOUSAND && rest > 0 && rest < HUNDRED) {
      rest *= multiple;
    } else if (isOpen && multiple >= THOUSAND && rest > 0 && (scale == 0 || multiple < scale)) {
      total += rest * multiple;
      scale = multiple;
      rest = 0;
    } else {
      close();
      isOpen = true;
      total = multiple < THOUSAND ? 0 : multiple;
      scale = multiple < THOUSAND ? 0 : multiple;
      rest = multiple < THOUSAND ? multiple : 0;
    }
  }

  private void add(long number) {
    if (!isOpen || !fits(number)) {
      close();
      isOpen = true;
    }
    rest += number;
  }

  /** Whether it goes on with the number before it: units after tens, tens after hundreds. */
  private boolean fits(long number) {
    return rest == 0 && total > 0
        || rest % HUNDRED == 0 && rest > 0 && number < HUNDRED
        || rest % 10 == 0 && rest % HUNDRED >= 20 && number > 0 && number < 10;
  }

  private void close() {
    if (isOpen) {
      found.add(Long.toString(total + rest));
    }
    isOpen = false;
    total = 0;
    scale = 0;
    rest = 0;
  }
}
