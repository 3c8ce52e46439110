package io.llmgw.core.redact;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import io.llmgw.core.redact.MadeUpPasswords.Chars;
import io.llmgw.core.redact.MadeUpPasswords.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * How many passwords are masked as a whole, in part or not at all.
 *
 * @param chars of which they are
 * @param place where they stand
 * @param count how many there are
 * @param whole how many are masked to the last char
 * @param part how many are masked, but for their first char or their last
 * @param tail how many leave more than that
 */
record PasswordQuality(Chars chars, Place place, int count, int whole, int part, int tail) {
  private static final long SEED = 11;
  private static final Redaction ALL = Redaction.of(EntitySets.ALL);

  /** All ways, in the order of the page. */
  static List<PasswordQuality> all() {
    List<PasswordQuality> all = new ArrayList<>();
    for (Chars chars : Chars.values()) {
      if (chars != Chars.WORDS) {
        MadeUpPasswords.PLAIN.forEach(place -> all.add(of(chars, place)));
      }
      MadeUpPasswords.QUOTED.forEach(place -> all.add(of(chars, place)));
    }
    return all;
  }

  static PasswordQuality of(Chars chars, Place place) {
    MadeUpPasswords passwords = new MadeUpPasswords(SEED);
    Finder finder = Finder.of(ALL);
    int whole = 0;
    int part = 0;
    int tail = 0;
    for (int i = 0; i < MadeUpPasswords.COUNT; i++) {
      String password = place.written(passwords.next(chars, place));
      int start = place.before().length();
      String text = place.before() + password + place.after();
      int left = left(finder.find(text), start, start + password.length());
      whole += left == 0 ? 1 : 0;
      part += left == 1 ? 1 : 0;
      tail += left > 1 && left < password.length() ? 1 : 0;
    }
    return new PasswordQuality(chars, place, MadeUpPasswords.COUNT, whole, part, tail);
  }

  /** How many chars between these places are not masked. */
  private static int left(List<Finding> found, int start, int end) {
    boolean[] isMasked = new boolean[end];
    for (Finding each : found) {
      if (each.confidence().isAtLeast(ALL.policy().least(each.type()))) {
        for (int i = each.start(); i < Math.min(end, each.end()); i++) {
          isMasked[i] = true;
        }
      }
    }
    int left = 0;
    for (int i = start; i < end; i++) {
      left += isMasked[i] ? 0 : 1;
    }
    return left;
  }

  double wholeShare() {
    return (double) whole / count;
  }

  double partShare() {
    return (double) part / count;
  }

  double tailShare() {
    return (double) tail / count;
  }

  @Override
  public String toString() {
    return "%s, %s: whole %.3f, but for one sign %.3f, in part %.3f"
        .formatted(chars.title, place.title(), wholeShare(), partShare(), tailShare());
  }
}
