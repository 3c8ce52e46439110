package io.llmgw.core.redact;

import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How well one type is found: what of the marked places, and what besides. Not thread-safe. */
final class Quality {
  private final EntityType type;
  private final List<String> misses = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int marked;
  private int covered;
  private int exact;
  private int right;

  Quality(EntityType type) {
    this.type = type;
  }

  /**
   * Adds what was found in one text.
   *
   * @param id of the text, to be named where something is amiss
   * @param spans what is marked of this type
   * @param counts whether marks that are missed count; finds do in any case
   * @param found finds of all types: covered is covered, whatever it was taken for
   */
  void add(String id, List<LabelledText.Span> spans, boolean counts, List<Finding> found) {
    for (LabelledText.Span span : counts ? spans : List.<LabelledText.Span>of()) {
      marked++;
      boolean isCovered =
          found.stream().anyMatch(f -> f.start() <= span.start() && f.end() >= span.end());
      covered += isCovered ? 1 : 0;
      exact +=
          found.stream().anyMatch(f -> f.start() == span.start() && f.end() == span.end()) ? 1 : 0;
      if (!isCovered) {
        misses.add(id);
      }
    }
    for (Finding each : found) {
      if (each.type().equals(type)) {
        boolean isRight =
            spans.stream().anyMatch(s -> each.start() < s.end() && s.start() < each.end());
        right += isRight ? 1 : 0;
        if (!isRight) {
          wrong.add(id);
        }
      }
    }
  }

  /** Whether there is anything to say: something is marked, or was found. */
  boolean isMeasured() {
    return marked + right + wrong.size() > 0;
  }

  /** Whether anything was found. */
  boolean isFound() {
    return right + wrong.size() > 0;
  }

  int marked() {
    return marked;
  }

  /** How much of what is marked is covered to its last char; 1 where nothing is marked. */
  double recall() {
    return marked == 0 ? 1 : (double) covered / marked;
  }

  /** How much of what is marked is found from its first char to its last one, and no more. */
  double exactness() {
    return marked == 0 ? 1 : (double) exact / marked;
  }

  /** How many finds are right; 1 where nothing was found. */
  double precision() {
    return right + wrong.size() == 0 ? 1 : (double) right / (right + wrong.size());
  }

  /** The ids of the texts in which something marked was not found, one for each. */
  List<String> misses() {
    return misses;
  }

  /** The ids of the texts in which something else was found, one for each. */
  List<String> wrong() {
    return wrong;
  }

  /** All of it in a line, with the ids of the first texts that are not as marked. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-18s %4d marked, recall %.3f (exact %.3f), precision %.3f, misses %s, wrong %s",
        type,
        marked,
        recall(),
        exactness(),
        precision(),
        misses.stream().limit(10).toList(),
        wrong.stream().limit(10).toList());
  }
}
