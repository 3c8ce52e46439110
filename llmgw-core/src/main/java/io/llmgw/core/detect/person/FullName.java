package io.llmgw.core.detect.person;

import io.llmgw.core.detect.FoldedText;
import java.util.Locale;
import java.util.Set;

/** A name of several words: given names, initials, particles, surnames, what stands behind them. */
final class FullName {
  private static final int MOST_WORDS = 5;

  private static final Set<String> PARTICLES =
      Set.of(
          "van", "von", "de", "der", "den", "da", "di", "del", "della", "la", "le", "dos", "das",
          "do", "du", "ter", "ten", "zu", "bin", "ibn", "al", "el", "y", "af", "av");

  private static final Set<String> SUFFIXES =
      Set.of("jr", "sr", "ii", "iii", "iv", "md", "phd", "dds", "dvm", "esq", "cpa", "rn");

  /** Words in upper case that are no part of a name. */
  private static final Set<String> OTHERS =
      split(
          "the a an and or but if so of to for in on at by with from is are was were has have had"
              + " will can could would should may might must do does did not no yes i we you he she"
              + " they it this that these those there here what when where who why how all everyone"
              + " everybody anyone team folks guys sir madam friend friends colleagues customer"
              + " support service services please thanks thank regards best kind sincerely dear hi"
              + " hello hey re mr mrs ms miss dr prof my your his her our their its monday tuesday"
              + " wednesday thursday friday saturday sunday january february march april june july"
              + " august september october november december english german french spanish italian"
              + " dutch american british european inc ltd llc corp company group gmbh plc google"
              + " microsoft apple amazon openai god lord world internet mom dad okay ok also then"
              + " than as just let new date phone email address subject name number account order"
              + " note hiring manager");

  /** Words behind a name that make it one of a place or an institution. */
  private static final Set<String> PLACES =
      split(
          "street st avenue ave road rd lane drive boulevard blvd place square court way highway"
              + " bridge park hill lake river island islands beach bay valley mountain mount"
              + " county city town village university college school institute hospital clinic"
              + " airport station church cathedral museum theatre theater library foundation"
              + " award prize bank hotel stadium center centre company corporation inc ltd llc gmbh"
              + " syndrome disease test algorithm theorem equation law effect model day");

  private FullName() {}

  private static Set<String> split(String words) {
    return Set.of(words.split(" ", -1));
  }

  /** Where the name ends of which a word ends here. */
  static int end(FoldedText text, int start, int firstEnd) {
    boolean isUpper = Words.isUpper(text, start, firstEnd);
    int end = firstEnd;
    int at = firstEnd;
    for (int i = 0; i < MOST_WORDS; i++) {
      int next = nextWord(text, at);
      if (next < 0) {
        return end;
      }
      int wordEnd = Words.end(text, next);
      if (isInitial(text, next, wordEnd)) {
        at = wordEnd + (text.at(wordEnd) == '.' ? 1 : 0);
        continue;
      }
      boolean isPart =
          isUpper ? Words.isUpper(text, next, wordEnd) : Words.isCapitalised(text, next, wordEnd);
      String word = text.part(next, wordEnd).toLowerCase(Locale.ROOT);
      if (isPart ? OTHERS.contains(word) : !isParticle(text, next, word)) {
        return SUFFIXES.contains(word) ? wordEnd : end;
      }
      end = isPart ? wordEnd : end;
      at = wordEnd;
    }
    return end;
  }

  private static int nextWord(FoldedText text, int end) {
    int next = Words.next(text, end);
    return next < 0 && text.at(end) == ',' ? suffix(text, end) : next;
  }

  /** Behind a comma only what stands behind names belongs to them. */
  private static int suffix(FoldedText text, int comma) {
    int next = Words.next(text, comma + 1);
    if (next < 0) {
      return -1;
    }
    String word = text.part(next, Words.end(text, next)).toLowerCase(Locale.ROOT);
    return SUFFIXES.contains(word) ? next : -1;
  }

  private static boolean isInitial(FoldedText text, int start, int end) {
    return end - start == 1 && Character.isUpperCase(text.at(start)) && text.at(start) != 'I';
  }

  private static boolean isParticle(FoldedText text, int start, String word) {
    return Character.isLowerCase(text.at(start)) && PARTICLES.contains(word);
  }

  /** Whether the word is one of those that no name begins with. */
  static boolean isOther(FoldedText text, int start, int end) {
    return OTHERS.contains(text.part(start, end).toLowerCase(Locale.ROOT));
  }

  /** Whether the last word, or the one behind it, says that it is not a person. */
  static boolean isPlace(FoldedText text, int start, int end) {
    int last = end;
    while (last > start && text.at(last - 1) != ' ') {
      last--;
    }
    int next = Words.next(text, end);
    return PLACES.contains(text.part(last, end).toLowerCase(Locale.ROOT))
        || (next > 0
            && PLACES.contains(text.part(next, Words.end(text, next)).toLowerCase(Locale.ROOT)));
  }
}
