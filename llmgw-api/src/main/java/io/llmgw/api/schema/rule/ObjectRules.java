package io.llmgw.api.schema.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keywords for objects. */
final class ObjectRules {
  private ObjectRules() {}

  static boolean add(Keyword keyword) {
    Rule rule =
        switch (keyword.name()) {
          case "properties" -> properties(keyword);
          case "required" -> required(keyword);
          case "additionalProperties" -> additional(keyword);
          case "minProperties" -> minProperties(keyword);
          case "maxProperties" -> maxProperties(keyword);
          default -> null;
        };
    if (rule != null) {
      keyword.node().add(rule);
    }
    return rule != null;
  }

  private static Rule properties(Keyword keyword) {
    Map<String, SchemaNode> properties = new LinkedHashMap<>();
    for (Map.Entry<?, ?> each : keyword.members().entrySet()) {
      String name = (String) each.getKey();
      String at = keyword.pointer() + "/" + SchemaCompiler.escape(name);
      properties.put(name, keyword.part(each.getValue(), at));
    }
    return (value, place, findings) -> {
      if (value instanceof Map<?, ?> members) {
        findings.spend(properties.size() / 16);
        properties.forEach(
            (name, property) -> {
              if (members.containsKey(name)) {
                property.check(members.get(name), place.member(name), findings);
              }
            });
      }
    };
  }

  private static Rule required(Keyword keyword) {
    List<String> names = keyword.strings();
    return (value, place, findings) -> {
      if (value instanceof Map<?, ?> members) {
        for (String name : names) {
          if (!members.containsKey(name)) {
            findings.add(place, "required", "must have \"" + name + "\"");
          }
        }
      }
    };
  }

  /** Null where it depends on a keyword that is not checked. */
  private static @Nullable Rule additional(Keyword keyword) {
    if (keyword.schema().containsKey("patternProperties")) {
      return null;
    }
    Set<?> named =
        keyword.schema().get("properties") instanceof Map<?, ?> known ? known.keySet() : Set.of();
    if (Boolean.FALSE.equals(keyword.value())) {
      return (value, place, findings) -> {
        long more =
            value instanceof Map<?, ?> members
                ? members.keySet().stream().filter(name -> !named.contains(name)).count()
                : 0;
        if (more > 0) {
          findings.add(place, "additionalProperties", namedOnly(more));
        }
      };
    }
    SchemaNode others = keyword.part();
    return (value, place, findings) -> {
      if (value instanceof Map<?, ?> members) {
        members.forEach(
            (name, member) -> {
              if (!named.contains(name) && !findings.isFull()) {
                others.check(member, place.unnamed(), findings);
              }
            });
      }
    };
  }

  private static String namedOnly(long more) {
    return "must have only members that the schema names, not " + more + " more";
  }

  private static Rule minProperties(Keyword keyword) {
    int least = keyword.count();
    return (value, place, findings) -> {
      if (value instanceof Map<?, ?> members && members.size() < least) {
        findings.add(place, "minProperties", "must have at least " + least + " members");
      }
    };
  }

  private static Rule maxProperties(Keyword keyword) {
    int most = keyword.count();
    return (value, place, findings) -> {
      if (value instanceof Map<?, ?> members && members.size() > most) {
        findings.add(place, "maxProperties", "must have at most " + most + " members");
      }
    };
  }
}
