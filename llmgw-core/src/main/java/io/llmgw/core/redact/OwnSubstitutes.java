package io.llmgw.core.redact;

import io.llmgw.api.content.TextKind;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.RedactionPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What took the place of values and is not restored, where a conversation brings it back: it is no
 * value itself, and stays. Hashes and tokens are known by their form, everything else as it was
 * issued earlier in the request. Not thread-safe.
 */
final class OwnSubstitutes {
  /** With fewer letters and digits than this, one may well be the value of somebody else. */
  private static final int FEWEST_TELLING = 8;

  private final RedactionPolicy policy;
  private final Map<String, EntityType> types = new HashMap<>();
  private final Set<String> issued = new HashSet<>();

  /** Those of them that are found where rules find a part of them. */
  private final KnownValues longer = new KnownValues();

  OwnSubstitutes(RedactionPolicy policy) {
    this.policy = policy;
  }

  /** Remembers what took the place of a value. */
  void add(EntityType type, String substitute) {
    if (issued.add(substitute)) {
      longer.add(type, substitute);
    }
  }

  /**
   * The finds that are values.
   *
   * @param isOfModel whether the model has written the text
   */
  List<Finding> without(TextKind kind, boolean isOfModel, String text, List<Finding> found) {
    if (found.isEmpty() || (issued.isEmpty() && text.indexOf('<') < 0)) {
      return found;
    }
    NavigableMap<Integer, Integer> own = forms(text);
    if (!issued.isEmpty() && kind != TextKind.INPUT) { // what is embedded has nothing before it
      addIssued(text, isOfModel, own);
    }
    List<Finding> values = new ArrayList<>(found.size());
    for (Finding each : found) {
      if (!isWithin(each, own) && !(isOfModel && isIssued(each, text))) {
        values.add(each);
      }
    }
    return values;
  }

  /** Whether it is one as a whole, however short it is. */
  private boolean isIssued(Finding found, String text) {
    return issued.contains(text.substring(found.start(), found.end()));
  }

  private static boolean isWithin(Finding found, NavigableMap<Integer, Integer> own) {
    Map.Entry<Integer, Integer> before = own.floorEntry(found.start());
    return before != null && found.end() <= before.getValue();
  }

  private void addIssued(String text, boolean isOfModel, NavigableMap<Integer, Integer> own) {
    List<Finding> places = new ArrayList<>();
    longer.find(text, places);
    for (Finding each : places) {
      if ((isOfModel || isTelling(text, each)) && !isWithin(each, own)) {
        own.put(each.start(), each.end());
      }
    }
  }

  private static boolean isTelling(String text, Finding place) {
    return text.substring(place.start(), place.end())
            .codePoints()
            .filter(Character::isLetterOrDigit)
            .count()
        >= FEWEST_TELLING;
  }

  /** Where hashes and tokens of the policy stand, from their beginnings to their ends. */
  private NavigableMap<Integer, Integer> forms(String text) {
    NavigableMap<Integer, Integer> forms = new TreeMap<>();
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      int nameEnd = nameEnd(text, at + 1);
      EntityType type = types().get(text.substring(at + 1, nameEnd));
      int end = type == null ? 0 : Substitutes.endOfForm(policy.masking(type), text, nameEnd);
      if (end > 0) {
        forms.put(at, end);
      }
    }
    return forms;
  }

  private static int nameEnd(String text, int from) {
    int at = from;
    while (at < text.length() && at - from < Placeholder.LONGEST && isOfName(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isOfName(char c) {
    return (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
  }

  private Map<String, EntityType> types() {
    if (types.isEmpty()) {
      policy.types().forEach(type -> types.put(type.name(), type));
    }
    return types;
  }
}
