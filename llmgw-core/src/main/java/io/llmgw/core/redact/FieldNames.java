package io.llmgw.core.redact;

import io.llmgw.api.content.TextKind;
import java.util.Locale;
import java.util.Set;

/** Names of fields, which say what their values are as the words before a value in a text do. */
final class FieldNames {
  private static final String METADATA = "metadata.";
  private static final String EXTRA = "extraBody.";

  /** What says only that there is something: then the field around it says what. */
  private static final Set<String> GENERIC =
      Set.of("value", "val", "nr", "no", "num", "number", "id", "text", "content", "data");

  /** Keywords of JSON Schema whose members have names of the host. */
  private static final Set<String> NAMING =
      Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");

  /**
   * Keywords of JSON Schema, and of OpenAPI, that hold values of somebody. What a property can be
   * at all, its {@code enum} or {@code const}, is known to whoever reads the schema.
   */
  private static final Set<String> HOLDING = Set.of("default", "example", "examples");

  /** A longer one names nothing. */
  private static final int LONGEST = 60;

  private FieldNames() {}

  /**
   * The name of the innermost field that holds the text at this path and says what it is; empty for
   * none.
   */
  static String of(String path, TextKind kind) {
    String name =
        switch (kind) {
          case TOOL_ARGUMENT, TOOL_RESULT -> innermost(path);
          case EXTRA_BODY -> ofExtra(path);
          case SCHEMA -> ofSchema(path);
          case METADATA -> path.substring(METADATA.length());
          default -> "";
        };
    return name.length() > LONGEST ? "" : name;
  }

  /** The field itself where none is named within it. */
  private static String ofExtra(String path) {
    String name = innermost(path);
    return name.isEmpty() || isGeneric(name)
        ? path.substring(EXTRA.length(), path.lastIndexOf('#'))
        : name;
  }

  /**
   * Of a JSON pointer, the last of its names that is no index of an array; one that is generic only
   * where no other is there.
   */
  private static String innermost(String path) {
    int pointer = path.indexOf('#');
    int end = path.length();
    String generic = "";
    while (pointer >= 0) {
      int slash = path.lastIndexOf('/', end - 1);
      if (slash < pointer) {
        break;
      }
      String name = path.substring(slash + 1, end);
      if (isGeneric(name)) {
        generic = generic.isEmpty() ? name : generic;
      } else if (!isIndex(name)) {
        return plain(name);
      }
      end = slash;
    }
    return generic;
  }

  /**
   * Of a schema, the property of which the text is a value: an example of it, or its default. What
   * describes a property is named by nothing.
   */
  private static String ofSchema(String path) {
    int at = path.indexOf("#/");
    String property = "";
    boolean isNamed = false;
    while (at >= 0) {
      int from = path.indexOf('/', at) + 1;
      int slash = path.indexOf('/', from);
      String name = path.substring(from, slash < 0 ? path.length() : slash);
      if (isNamed) {
        property = plain(name);
      } else if (HOLDING.contains(name)) {
        String within = slash < 0 ? "" : innermost("#" + path.substring(slash));
        return within.isEmpty() || (isGeneric(within) && !property.isEmpty()) ? property : within;
      }
      isNamed = !isNamed && NAMING.contains(name);
      at = slash;
    }
    return "";
  }

  private static boolean isGeneric(String name) {
    return GENERIC.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A name of a JSON pointer (RFC 6901, 4). */
  private static String plain(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }

  private static boolean isIndex(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
