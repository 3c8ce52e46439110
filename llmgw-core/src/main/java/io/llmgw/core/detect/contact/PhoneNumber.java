package io.llmgw.core.detect.contact;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.NumberRule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The number of a phone, by {@link PhoneShape its shape} and by the words around it. Not
 * thread-safe: each scan has one of its own.
 */
final class PhoneNumber implements NumberRule {
  /** What a number does not begin behind: it would be part of something else. */
  private static final String NOT_BEFORE = "-/._#@&$%^~\u20ac\u00a3\u00a5+)";

  private static final String NOT_AFTER = "_@%$\u20ac\u00a3\u00a5=";

  private static final List<String> EXTENSIONS =
      List.of("extension", "durchwahl", "poste", "ext.", "ext", "x.", "x", "#");

  private static final int LONGEST_EXTENSION = 6;

  /** A calling code, a blank and an area: (+353 21). */
  private static final int LONGEST_AREA = 9;

  private final DialString dialled = new DialString();

  /** Whether what is dialled stands behind a phone number and the slash that ties the two. */
  private boolean isBesidePhone;

  @Override
  public Set<EntityType> types() {
    return Set.of(Entities.PHONE);
  }

  @Override
  public NumberRule ofScan() {
    return new PhoneNumber();
  }

  @Override
  public void look(FoldedText text, int index, Findings found) {
    if (Letters.isLetterOrDigit(text.at(index - 1))) {
      return; // of a word
    }
    boolean isInner = isInner(text, index);
    boolean isExcluded = isInner && !beginsAnew(text, index);
    if (isExcluded || !DialString.isWorth(text, index)) {
      return;
    }
    dialled.read(text, index);
    if (!isFree(text, dialled.start())) {
      return;
    }
    isBesidePhone = false;
    int next = judgeFirst(text, isInner, found);
    while (next >= 0) {
      dialled.read(text, next);
      next = judgeFirst(text, false, found);
    }
  }

  /**
   * Judges what is dialled, up to where another one follows; says where the next one begins that a
   * slash ties to it, or less than 0. Behind a phone number it is one too, of the same area.
   */
  private int judgeFirst(FoldedText text, boolean isInner, Findings found) {
    int next = endBeforeOther(isInner);
    if (!endsFreely(text, dialled)) {
      return -1;
    }
    boolean isTied = CommaTie.holds(text, dialled);
    Confidence shape = judge(dialled, isInner);
    if (shape == null || (isTied && shape == Confidence.LOW)) {
      return -1;
    }
    int end = pastExtension(text, dialled.end());
    Confidence adjusted = PhoneCues.adjust(text, dialled, end, shape);
    Confidence confidence =
        isBesidePhone && adjusted == Confidence.LOW ? Confidence.MEDIUM : adjusted;
    isBesidePhone = confidence.isAtLeast(Confidence.MEDIUM);
    found.add(Entities.PHONE, dialled.start(), end, confidence, Entities.PHONE.name());
    return next >= 0 && isBehindSlash(text, next) ? next : -1;
  }

  private static boolean isBehindSlash(FoldedText text, int index) {
    int sign = text.at(index - 1) == ' ' ? index - 2 : index - 1;
    return text.at(sign) == '/';
  }

  /** Ends it where another one follows; says where that begins, less than 0 for none. */
  private int endBeforeOther(boolean isInner) {
    int own = dialled.groupsBeforeOther();
    boolean isOne = own == 0 || (!dialled.goesOn() && PhoneShape.typical(dialled, isInner) != null);
    if (isOne) {
      return -1;
    }
    int next = dialled.start(own);
    dialled.endAfter(own);
    return next;
  }

  /** Whether other digits stand before it that may belong to the same series. */
  private static boolean isInner(FoldedText text, int index) {
    char before = text.at(index - 1);
    boolean isSeparated =
        before == ' ' || before == '-' || before == '.' || before == '/' || before == ')';
    return isSeparated
        && (Letters.isDigit(text.at(index - 2)) || isArea(text, index - 2))
        && !(before == ' ' && DateBefore.endsAt(text, index - 1));
  }

  /** Whether digits in parentheses end here; a list is numbered with a closing one alone. */
  private static boolean isArea(FoldedText text, int close) {
    if (text.at(close) != ')' || !Letters.isDigit(text.at(close - 1))) {
      return false;
    }
    int at = close - 1;
    while (close - at <= LONGEST_AREA && (Letters.isDigit(text.at(at)) || text.at(at) == ' ')) {
      at--;
    }
    return text.at(at) == '(' || text.at(at) == '+';
  }

  /**
   * Whether a number may begin behind others: a blank before it, three digits or a one in front.
   */
  private static boolean beginsAnew(FoldedText text, int index) {
    int end = index;
    while (Letters.isDigit(text.at(end)) && end - index < 4) {
      end++;
    }
    boolean isOne = end - index == 1 && text.at(index) == '1';
    return text.at(index - 1) == ' ' && (isOne || end - index == 3);
  }

  /** How sure it is; leaves the groups that it is sure of. */
  private static @Nullable Confidence judge(DialString dialled, boolean isInner) {
    int all = dialled.groups();
    for (int groups = all; groups > 0; groups--) {
      dialled.take(groups);
      boolean isApart = groups == all || dialled.separator(groups) == ' ';
      Confidence typical = isApart ? PhoneShape.typical(dialled, isInner) : null;
      if (typical != null) {
        return typical;
      }
    }
    dialled.take(all);
    return !isInner && PhoneShape.isPossible(dialled) ? Confidence.LOW : null;
  }

  private static boolean isFree(FoldedText text, int start) {
    char before = text.at(start - 1);
    if (before == ' ' && text.at(start - 2) == '"' && Letters.isDigit(text.at(start - 3))) {
      return false; // the status of an answer in a log: GET / HTTP/1.1" 200 2144
    }
    if (Letters.isLetterOrDigit(before)) {
      return false;
    }
    boolean isInNumber = before == ':' && Letters.isDigit(text.at(start - 2));
    boolean isListed =
        before == '/' && text.at(start) == '+' && Letters.isDigit(text.at(start - 2));
    return !isInNumber
        && (NOT_BEFORE.indexOf(before) < 0 || isListed || isAbbreviated(text, start));
  }

  private static boolean isAbbreviated(FoldedText text, int start) {
    int word = start - 4;
    return text.hasAt(word, "tel.") || text.hasAt(word, "fax.") || text.hasAt(word, "mob.");
  }

  /** Whether nothing is tied to its end; a last group that is part of a word is left out. */
  private static boolean endsFreely(FoldedText text, DialString dialled) {
    if (isFreeAfter(text, dialled.end())) {
      return true;
    }
    int rest = dialled.groups() - 1;
    if (rest == 0 || !Letters.isLetterOrDigit(text.at(dialled.end()))) {
      return false;
    }
    dialled.take(rest);
    return true;
  }

  private static boolean isFreeAfter(FoldedText text, int end) {
    char after = text.at(end);
    if (Letters.isLetterOrDigit(after)) {
      return pastExtension(text, end) > end;
    }
    boolean isInNumber = after == ':' && Letters.isDigit(text.at(end + 1));
    return NOT_AFTER.indexOf(after) < 0 && !isInNumber;
  }

  /** Where the extension ends that follows; where it would begin if there is none. */
  private static int pastExtension(FoldedText text, int end) {
    int at = pastBlank(text, text.at(end) == ',' ? end + 1 : end);
    for (String word : EXTENSIONS) {
      if (text.hasAt(at, word)) {
        int digits = pastBlank(text, at + word.length());
        int after = digits;
        while (Letters.isDigit(text.at(after)) && after - digits <= LONGEST_EXTENSION) {
          after++;
        }
        boolean isOne =
            after > digits
                && after - digits <= LONGEST_EXTENSION
                && !Letters.isLetterOrDigit(text.at(after));
        return isOne ? after : end;
      }
    }
    return end;
  }

  private static int pastBlank(FoldedText text, int index) {
    return text.at(index) == ' ' || text.at(index) == ':' ? index + 1 : index;
  }
}
