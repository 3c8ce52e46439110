package io.llmgw.cache.veto;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What matters of a question when it is compared with another one: worked out once, in one pass for
 * each kind. Immutable.
 *
 * @param words in order
 * @param wordSet the same, each once
 * @param contentStems the stems of those that say what it is about
 * @param names words with a capital that may be that of a name
 * @param amounts numbers in digits, in order
 * @param numberWords numbers in words, as digits, in order
 * @param unsureNumbers words that may be numbers, as digits
 * @param limits what bounds the numbers and the dates, by their names
 * @param units all of them, beside numbers or not
 * @param dates names of months and days
 * @param negations how many there are
 * @param exceptions how many there are
 * @param placeholders what redaction has put there, in order
 * @param quotes what stands in quotation marks
 * @param code pieces of code, and names that stand in code alone
 * @param codeNames names and calls that may be of code
 * @param signs of mathematics and code, each run of them as one, sorted
 * @param plain all of it, as quotes are compared
 */
public record Marks(
    List<Word> words,
    Set<String> wordSet,
    Set<String> contentStems,
    Set<String> names,
    List<Amount> amounts,
    List<String> numberWords,
    Set<String> unsureNumbers,
    Map<String, Set<String>> limits,
    Set<Unit> units,
    Set<String> dates,
    int negations,
    int exceptions,
    List<String> placeholders,
    Set<String> quotes,
    Set<String> code,
    Set<String> codeNames,
    List<String> signs,
    String plain) {
  private static final int LONGEST = 8_000;
  private static final int BYTES_OF_WORD = 160;
  private static final int BYTES_OF_AMOUNT = 120;
  private static final int BYTES_OF_LIMIT = 120;
  private static final int BYTES_OF_ALL = 1024;

  /** Whether a question is short enough to be compared: at most 8,000 chars. */
  public static boolean areOf(String question) {
    return question.length() <= LONGEST;
  }

  /** The marks of a question; its letters and digits are compared in their usual forms. */
  public static Marks of(String question) {
    List<String> placeholders = Placeholders.of(question);
    String text = UsualForms.of(Placeholders.without(question));
    List<Word> words = WordReader.read(text);
    Set<String> wordSet = new HashSet<>();
    Set<String> stems = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Word word : words) {
      wordSet.add(word.text());
      if (word.isContent()) {
        stems.add(word.stem());
        if (word.isNameLike()) {
          names.add(word.text());
        }
      }
    }
    List<Amount> amounts = AmountReader.read(text);
    return new Marks(
        words,
        Set.copyOf(wordSet),
        Set.copyOf(stems),
        Set.copyOf(names),
        amounts,
        NumberWords.of(words),
        NumberWords.unsure(words),
        Limits.of(words),
        Units.of(words, amounts),
        DateNames.of(words),
        Negation.count(words),
        Exceptions.count(words),
        placeholders,
        Quotes.of(text),
        CodeMarks.of(text),
        CodeNames.of(text),
        CodeMarks.signs(text),
        Quotes.plain(text));
  }

  /** About what they take in memory. */
  public int bytes() {
    return BYTES_OF_ALL
        + BYTES_OF_WORD * words.size()
        + BYTES_OF_AMOUNT * amounts.size()
        + BYTES_OF_LIMIT * limits.size()
        + 2 * plain.length();
  }

  /** Without the text. */
  @Override
  public String toString() {
    return "Marks[" + words.size() + " words]";
  }
}
