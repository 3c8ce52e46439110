package io.llmgw.cache.veto;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Takes a text apart into words, in one pass. Scripts that write no spaces between words give a
 * word for each character. For one text and one thread.
 */
final class WordReader {
  private static final String SENTENCE_ENDS = ".?!:。？！";

  /** What is cut short before an n't is another word than the one that is left: won't, can't. */
  private static final Map<String, String> CUT_SHORT =
      Map.of("ca", "can", "wo", "will", "sha", "shall", "ai", "is");

  private final String text;
  private final boolean isAllCapitals;
  private final List<Word> words = new ArrayList<>();
  private boolean opensSentence = true;

  private WordReader(String text) {
    this.text = text;
    this.isAllCapitals = text.chars().noneMatch(Character::isLowerCase);
  }

  /** The words of a text that has no placeholders any more. */
  static List<Word> read(String text) {
    return new WordReader(text).read();
  }

  private List<Word> read() {
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      int end = at + Character.charCount(c);
      if (isUnspaced(c)) {
        String character = text.substring(at, end);
        words.add(new Word(character, character, true, false, false, false));
        opensSentence = false;
      } else if (Character.isLetterOrDigit(c)) {
        end = end(at);
        add(FreeOf.isAt(text, at) ? "without" : text.substring(at, end));
        opensSentence = false;
      } else if (SENTENCE_ENDS.indexOf(c) >= 0) {
        opensSentence = true;
      }
      at = end;
    }
    return List.copyOf(words);
  }

  /** Where the word ends: points and apostrophes within belong to it, and the signs of C++, C#. */
  private int end(int start) {
    int at = letters(start);
    while (at + 1 < text.length()
        && ".'’".indexOf(text.charAt(at)) >= 0
        && letters(at + 1) > at + 1) {
      at = letters(at + 1);
    }
    if (text.startsWith("++", at)) {
      return at + 2;
    }
    return text.startsWith("#", at) ? at + 1 : at;
  }

  private int letters(int start) {
    int at = start;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      boolean mark = at > start && Character.getType(c) == Character.NON_SPACING_MARK;
      if (!mark && (!Character.isLetterOrDigit(c) || isUnspaced(c))) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }

  /** Whether it is of a script that writes words without blanks between them. */
  static boolean isUnspaced(int c) {
    if (c < 0x0E00) {
      return false;
    }
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetterOrDigit(c);
      default -> false;
    };
  }

  private void add(String written) {
    String word = written.toLowerCase(Locale.ROOT).replace('’', '\'');
    boolean capital = Character.isUpperCase(written.codePointAt(0));
    if (word.equals("cannot")) {
      denied("can");
    } else if (word.endsWith("n't") && word.length() > 3) {
      String left = word.substring(0, word.length() - 3);
      denied(CUT_SHORT.getOrDefault(left, left));
    } else {
      int apostrophe = word.indexOf('\'');
      String bare = apostrophe > 0 ? word.substring(0, apostrophe) : word;
      boolean acronym = isAcronym(written.substring(0, bare.length()));
      boolean owner = word.startsWith("'s", bare.length());
      words.add(new Word(bare, Stem.of(bare), capital, acronym, opensSentence, owner));
    }
  }

  /** Letters that spell a word of grammar may be a name as well: US, WHO, IT. */
  private boolean isAcronym(String written) {
    return !isAllCapitals
        && written.length() > 1
        && written.chars().allMatch(Character::isUpperCase);
  }

  private void denied(String word) {
    words.add(new Word(word, Stem.of(word), false, false, opensSentence, false));
    words.add(new Word("not", "not", false, false, false, false));
  }
}
