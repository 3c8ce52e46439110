package io.llmgw.core.detect.bank;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.AnchoredRule;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.LabelledColumn;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The code of a bank (ISO 9362): four letters, a country, two letters or digits, and three more for
 * a branch. Words look like it, so that it is one only near the words BIC or SWIFT, or where they
 * head its column.
 */
final class Bic implements AnchoredRule {
  private static final Set<String> COUNTRIES = countries();

  /** How far it may begin from the word. */
  private static final int REACH = 40;

  private static final Cues WORDS = Cues.of("bic", "swift");

  private static final int SHORT = 8;
  private static final int LONG = 11;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.BIC);
  }

  @Override
  public List<String> anchors() {
    return List.of("bic", "swift");
  }

  @Override
  public void look(FoldedText text, int start, int end, Findings found) {
    if (Character.isLetter(text.at(start - 1)) || Character.isLetter(text.at(end))) {
      return;
    }
    boolean isBic = end - start == 3;
    if (lookBelow(text, start, isBic || isTerm(text, start, end), found)) {
      return;
    }
    if (!lookAfter(text, end, isBic, found)) {
      lookBefore(text, start, isBic, found);
    }
  }

  /** Whether a word that is an adjective as well is none: no other word stands before it. */
  private static boolean isTerm(FoldedText text, int start, int end) {
    return text.hasAt(end + 1, "code")
        || text.at(start - 1) != ' '
        || !Character.isLetter(text.at(start - 2));
  }

  private static boolean lookBelow(FoldedText text, int start, boolean isNamed, Findings found) {
    if (!LabelledColumn.mayHead(text, start)) {
      return false;
    }
    LabelledColumn column = LabelledColumn.below(text, start, WORDS);
    boolean isFound = false;
    while (column.next()) {
      boolean isWord = wordEnd(text, column.start()) == column.end();
      isFound |= isWord && add(text, column.start(), column.end(), isNamed, found);
    }
    return isFound;
  }

  private static boolean lookAfter(FoldedText text, int from, boolean isNamed, Findings found) {
    boolean isSaid = isNamed;
    for (int at = from; at < from + REACH; at++) {
      int end = wordEnd(text, at);
      if (end > at) {
        if (add(text, at, end, isSaid, found)) {
          return true;
        }
        isSaid |= text.hasAt(at, "code") || text.hasAt(at, "is ");
        at = end;
      }
      isSaid |= text.at(at) == ':' || text.at(at) == '=';
    }
    return false;
  }

  private static void lookBefore(FoldedText text, int from, boolean isNamed, Findings found) {
    for (int at = from; at > from - REACH; at--) {
      int start = wordStart(text, at);
      if (start < at) {
        if (add(text, start, at, isNamed, found)) {
          return;
        }
        at = start;
      }
    }
  }

  /** Adds the word if it is a code; one without digits only if something says that it is. */
  private static boolean add(FoldedText text, int start, int end, boolean isSaid, Findings found) {
    boolean isLong = end - start == LONG;
    if ((!isLong && end - start != SHORT) || !isLetters(text, start, start + 6)) {
      return false;
    }
    boolean isOne =
        COUNTRIES.contains(text.part(start + 4, start + 6))
            && (isSaid || !isLetters(text, start + 6, end));
    if (isOne) {
      found.add(Entities.BIC, start, end, Confidence.MEDIUM, Entities.BIC.name());
    }
    return isOne;
  }

  private static boolean isLetters(FoldedText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!isUpper(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  private static int wordEnd(FoldedText text, int from) {
    int at = from;
    while (at - from <= LONG && isOfCode(text.at(at))) {
      at++;
    }
    return at;
  }

  private static int wordStart(FoldedText text, int end) {
    int at = end;
    while (end - at <= LONG && isOfCode(text.at(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean isOfCode(char c) {
    return isUpper(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  /** By ISO 3166-1, and Kosovo, which has a code of its own choice. */
  private static Set<String> countries() {
    Set<String> countries = new HashSet<>(List.of(Locale.getISOCountries()));
    countries.add("XK");
    return Set.copyOf(countries);
  }
}
