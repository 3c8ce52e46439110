package io.llmgw.core.redact;

import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.RedactionPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds that overlap become one place: all that one of them holds is masked, as the strictest of
 * them is.
 */
final class Overlaps {
  private Overlaps() {}

  /**
   * Places that do not overlap, in the order of the text.
   *
   * @param finds that are masked, in any order; at least one
   */
  static List<Finding> joined(List<Finding> finds, RedactionPolicy policy) {
    List<Finding> inOrder = new ArrayList<>(finds);
    inOrder.sort(Comparator.comparingInt(Finding::start));
    List<Finding> places = new ArrayList<>(inOrder.size());
    Finding place = inOrder.get(0);
    for (Finding each : inOrder.subList(1, inOrder.size())) {
      if (each.start() < place.end()) {
        place = both(place, each, policy);
      } else {
        places.add(place);
        place = each;
      }
    }
    places.add(place);
    return places;
  }

  private static Finding both(Finding some, Finding more, RedactionPolicy policy) {
    Comparator<Finding> worth =
        Comparator.<Finding>comparingInt(each -> masking(each, policy).strictness())
            .thenComparing(each -> !each.type().equals(Vault.TEXT))
            .thenComparing(Finding::confidence)
            .thenComparing(Finding::length);
    Finding best = worth.compare(some, more) >= 0 ? some : more;
    return new Finding(
        best.type(),
        some.start(),
        Math.max(some.end(), more.end()),
        best.confidence(),
        best.rule());
  }

  /** What becomes of a find: what looks like a placeholder gets one. */
  static Masking masking(Finding found, RedactionPolicy policy) {
    return found.type().equals(Vault.TEXT) ? Masking.placeholder() : policy.masking(found.type());
  }
}
