package io.llmgw.core.detect.health;

import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRow;
import java.util.Locale;
import java.util.Set;

/** Words that say of a code beside them, or below them in a table, that it is a diagnosis. */
final class DiagnosisWord {
  private static final Cues WORDS =
      Cues.of(
          "diagnosis",
          "diagnoses",
          "diagnosed",
          "diagnosi",
          "diagnose",
          "diagnosen",
          "diagnostico",
          "dx",
          "comorbidity",
          "comorbidities");

  /** Words that may stand between one of those and a code. */
  private static final Set<String> BETWEEN =
      Set.of(
          "code", "codes", "is", "are", "was", "were", "with", "as", "and", "or", "ist", "sind",
          "mit", "und", "oder", "es", "est", "et", "y", "e", "con");

  private DiagnosisWord() {}

  /** Whether one stands before this place with nothing but small words and codes between. */
  static boolean isRightBefore(FoldedText text, int start) {
    int at = WORDS.lastBefore(text, start);
    if (at < 0) {
      return false;
    }
    while (at < start) {
      int end = wordEnd(text, at);
      if (end == at ? !isPunctuation(text.at(at)) : !isBetween(text, at, end)) {
        return false;
      }
      at = Math.max(end, at + 1);
    }
    return true;
  }

  /** Whether one heads the column of the cell that begins here. */
  static boolean isAbove(FoldedText text, int start) {
    int at = start;
    while (at > 0 && (text.at(at - 1) == '"' || text.at(at - 1) == '`' || text.at(at - 1) == '*')) {
      at--;
    }
    boolean isFirst = text.at(at - 1) != ' ' || "\n\t|;, ".indexOf(text.at(at - 2)) >= 0;
    return isFirst && NumberRow.isHeaded(text, start, WORDS);
  }

  private static boolean isBetween(FoldedText text, int start, int end) {
    String word = text.part(start, end);
    return isCode(word) || BETWEEN.contains(word.toLowerCase(Locale.ROOT));
  }

  private static boolean isCode(String word) {
    return word.length() >= 3
        && isUpper(word.charAt(0))
        && isDigit(word.charAt(1))
        && (isDigit(word.charAt(2)) || isUpper(word.charAt(2)));
  }

  private static int wordEnd(FoldedText text, int from) {
    int at = from;
    while (Character.isLetterOrDigit(text.at(at))
        || (text.at(at) == '.' && at > from && Character.isLetterOrDigit(text.at(at + 1)))) {
      at++;
    }
    return at;
  }

  private static boolean isPunctuation(char c) {
    return " \t\n\r:=,;/&+\"'`*()[]|-".indexOf(c) >= 0;
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
