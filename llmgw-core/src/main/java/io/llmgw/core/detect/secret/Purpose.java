package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;
import java.util.ArrayList;
import java.util.List;

/** Words between the name of a secret and what it is, which say what it is for. */
final class Purpose {
  /** Behind one of these another sentence begins, or a part of it. */
  private static final AsciiSet MARKS = AsciiSet.of(".,;?!");

  private static final List<String> SIGNS = List.of(": ", " : ");

  private static final int MOST_WORDS = 5;

  /** So many may follow without a word before them that leaves no doubt. */
  private static final int MOST_BARE_WORDS = 2;

  private static final int REACH = 80;

  private Purpose() {}

  /** Past the words, and the verb or sign behind them; the place if there are none. */
  static int past(FoldedText text, int nameEnd) {
    if (text.at(nameEnd + 1) == '(') {
      int at = nameEnd + 2;
      while (at - nameEnd < REACH && text.at(at) >= ' ' && text.at(at) != ')') {
        at++;
      }
      int past = text.at(at) == ')' ? Tongue.past(text, at + 1, Tongue.ALL_VERBS) : 0;
      return past > at + 1 ? past : nameEnd;
    }
    int first = 0;
    List<String> verbs = List.of();
    for (int i = 0; i < Tongue.ALL.size(); i++) {
      Tongue each = Tongue.ALL.get(i);
      int past = each.pastPurpose(text, nameEnd);
      if (past > nameEnd) {
        first = Math.max(first, past);
        verbs = joined(verbs, each.verbs());
      }
    }
    return verbs.isEmpty() ? nameEnd : pastWords(text, nameEnd, first, MOST_WORDS, verbs);
  }

  /** Past words that may say what it is for, and a colon behind them: "password wifi: ...". */
  static int pastBare(FoldedText text, int nameEnd) {
    return pastWords(text, nameEnd, nameEnd + 1, MOST_BARE_WORDS, SIGNS);
  }

  private static List<String> joined(List<String> some, List<String> others) {
    if (some.isEmpty()) {
      return others;
    }
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private static int pastWords(
      FoldedText text, int nameEnd, int first, int most, List<String> verbs) {
    int at = first;
    for (int word = 0; word < most; word++) {
      int end = wordEnd(text, at, nameEnd + REACH);
      if (end == at || MARKS.has(text.at(end - 1))) {
        return nameEnd;
      }
      int past = Tongue.past(text, end, verbs);
      if (past > end) {
        return past;
      }
      if (text.at(end) != ' ') {
        return nameEnd;
      }
      at = end + 1;
    }
    return nameEnd;
  }

  /** Where a word ends; a colon behind it is none of its chars. */
  private static int wordEnd(FoldedText text, int start, int last) {
    int at = start;
    while (at < last && text.at(at) > ' ' && !text.isAt(at, ": ")) {
      at++;
    }
    return at;
  }
}
