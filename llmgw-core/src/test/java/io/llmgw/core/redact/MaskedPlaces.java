package io.llmgw.core.redact;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Redaction;
import java.util.List;

/** Where a text is masked at the default level, whatever stands there. Not thread-safe. */
final class MaskedPlaces {
  private static final Redaction ALL = Redaction.of(EntitySets.ALL);

  private final Finder finder = Finder.of(ALL);

  /** Each place, with the rule and what stands there. */
  List<String> in(String text) {
    List<Finding> found = finder.find(text).stream().filter(MaskedPlaces::isMasked).toList();
    return found.isEmpty()
        ? List.of()
        : Overlaps.joined(found, ALL.policy()).stream()
            .map(place -> place.rule() + " '" + text.substring(place.start(), place.end()) + "'")
            .toList();
  }

  private static boolean isMasked(Finding found) {
    return found.confidence().isAtLeast(ALL.policy().least(found.type()));
  }
}
