package io.llmgw.api.schema.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keywords for arrays. */
final class ArrayRules {
  private ArrayRules() {}

  static boolean add(Keyword keyword) {
    Rule rule =
        switch (keyword.name()) {
          case "items" -> items(keyword);
          case "prefixItems" -> prefix(keyword.parts());
          case "minItems" -> minItems(keyword);
          case "maxItems" -> maxItems(keyword);
          case "uniqueItems" -> unique(keyword);
          default -> null;
        };
    if (rule != null) {
      keyword.node().add(rule);
    }
    return rule != null;
  }

  private static Rule items(Keyword keyword) {
    if (keyword.value() instanceof List) {
      // Up to draft 2019-09 a list of schemas was what prefixItems is now.
      return prefix(keyword.parts());
    }
    SchemaNode item = keyword.part();
    int first = keyword.schema().get("prefixItems") instanceof List<?> prefix ? prefix.size() : 0;
    return (value, place, findings) -> {
      if (value instanceof List<?> elements) {
        for (int i = first; i < elements.size() && !findings.isFull(); i++) {
          item.check(elements.get(i), place.element(i), findings);
        }
      }
    };
  }

  private static Rule prefix(List<SchemaNode> items) {
    return (value, place, findings) -> {
      if (value instanceof List<?> elements) {
        for (int i = 0; i < Math.min(items.size(), elements.size()); i++) {
          items.get(i).check(elements.get(i), place.element(i), findings);
        }
      }
    };
  }

  private static Rule minItems(Keyword keyword) {
    int least = keyword.count();
    return (value, place, findings) -> {
      if (value instanceof List<?> elements && elements.size() < least) {
        findings.add(place, "minItems", "must have at least " + least + " elements");
      }
    };
  }

  private static Rule maxItems(Keyword keyword) {
    int most = keyword.count();
    return (value, place, findings) -> {
      if (value instanceof List<?> elements && elements.size() > most) {
        findings.add(place, "maxItems", "must have at most " + most + " elements");
      }
    };
  }

  private static Rule unique(Keyword keyword) {
    if (!(keyword.value() instanceof Boolean demanded)) {
      throw keyword.refused("a boolean");
    }
    return (value, place, findings) -> {
      if (demanded && value instanceof List<?> elements && hasEqual(elements, findings)) {
        findings.add(place, "uniqueItems", "must not have equal elements");
      }
    };
  }

  private static boolean hasEqual(List<? extends @Nullable Object> elements, Findings findings) {
    Set<String> seen = new HashSet<>();
    for (Object element : elements) {
      if (!seen.add(ScalarRules.canonical(element, findings))) {
        return true;
      }
    }
    return false;
  }
}
