package io.llmgw.api.schema.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keywords that combine schemas. A schema with keywords that are not checked may call a value fit
 * that is not; so what depends on a value <em>not</em> fitting is left unchecked too.
 */
final class CombiningRules {
  private CombiningRules() {}

  static boolean add(Keyword keyword) {
    switch (keyword.name()) {
      case "$ref" -> keyword.node().add(keyword.compiler().referred(keyword)::check);
      case "allOf" -> keyword.parts().forEach(part -> keyword.node().add(part::check));
      case "anyOf" -> keyword.node().add(anyOf("anyOf", keyword.parts()));
      case "oneOf" -> oneOf(keyword);
      case "not" -> not(keyword);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Rule anyOf(String rule, List<SchemaNode> parts) {
    return (value, place, findings) -> {
      for (SchemaNode part : parts) {
        if (part.fits(value, place, findings)) {
          return;
        }
      }
      if (findings.isFull()) {
        return;
      }
      findings.add(place, rule, "must fit one of " + parts.size() + " alternatives");
    };
  }

  private static void oneOf(Keyword keyword) {
    List<SchemaNode> parts = keyword.parts();
    keyword.node().add(anyOf("oneOf", parts));
    // Whether all is checked is known when all is compiled, as schemas may refer to each other.
    keyword
        .compiler()
        .afterwards(
            () -> {
              if (parts.stream().allMatch(SchemaNode::isExact)) {
                keyword
                    .node()
                    .add((value, place, findings) -> atMostOne(parts, value, place, findings));
              } else {
                keyword.compiler().leaveUnchecked(keyword);
              }
            });
  }

  private static void atMostOne(
      List<SchemaNode> parts, @Nullable Object value, Place place, Findings findings) {
    int fitting = 0;
    for (SchemaNode part : parts) {
      fitting += part.fits(value, place, findings) ? 1 : 0;
    }
    if (fitting > 1) {
      findings.add(place, "oneOf", "must fit only one of the alternatives, not " + fitting);
    }
  }

  private static void not(Keyword keyword) {
    SchemaNode part = keyword.part();
    keyword
        .compiler()
        .afterwards(
            () -> {
              if (part.isExact()) {
                keyword
                    .node()
                    .add(
                        (value, place, findings) -> {
                          if (part.fits(value, place, findings) && !findings.isFull()) {
                            findings.add(place, "not", "must not fit what the schema excludes");
                          }
                        });
              } else {
                keyword.compiler().leaveUnchecked(keyword);
              }
            });
  }
}
