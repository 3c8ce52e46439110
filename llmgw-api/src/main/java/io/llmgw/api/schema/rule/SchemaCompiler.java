package io.llmgw.api.schema.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a schema. What it does not check, it lists. Not thread-safe; one for one schema. */
public final class SchemaCompiler {
  private static final Set<String> SAYS_NOTHING =
      Set.of(
          "$schema",
          "$id",
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "example",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly");

  private final @Nullable Object document;
  private final Map<String, SchemaNode> nodes = new HashMap<>();
  private final List<String> unchecked = new ArrayList<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  /** For a decoded schema. */
  public SchemaCompiler(@Nullable Object document) {
    this.document = document;
  }

  /**
   * Compiles the schema.
   *
   * @throws IllegalArgumentException if it is none, or refers to one that is not in it
   */
  public SchemaNode compile() {
    SchemaNode root = node(document, "");
    afterwards.forEach(Runnable::run);
    return root;
  }

  /** The JSON pointers of all keywords that were seen and are not checked. */
  public List<String> unchecked() {
    return List.copyOf(unchecked);
  }

  /** The schema at a place in the document, which may be being compiled right now. */
  SchemaNode node(@Nullable Object schema, String pointer) {
    SchemaNode known = nodes.get(pointer);
    if (known != null) {
      return known;
    }
    SchemaNode node = new SchemaNode();
    nodes.put(pointer, node);
    if (schema instanceof Map<?, ?> keywords) {
      for (Map.Entry<?, ?> each : keywords.entrySet()) {
        String name = (String) each.getKey();
        String at = pointer + "/" + escape(name);
        add(new Keyword(name, each.getValue(), keywords, at, this, node));
      }
    } else if (Boolean.FALSE.equals(schema)) {
      node.add((value, place, findings) -> findings.add(place, "false", "must not be there"));
    } else if (!Boolean.TRUE.equals(schema)) {
      throw new IllegalArgumentException(
          "at \"" + pointer + "\" in the schema: must be an object or a boolean");
    }
    return node;
  }

  private void add(Keyword keyword) {
    boolean known =
        SAYS_NOTHING.contains(keyword.name())
            || ScalarRules.add(keyword)
            || ArrayRules.add(keyword)
            || ObjectRules.add(keyword)
            || CombiningRules.add(keyword);
    if (!known) {
      leaveUnchecked(keyword);
    }
  }

  /** Notes that a keyword is not checked. */
  void leaveUnchecked(Keyword keyword) {
    unchecked.add(keyword.pointer());
    keyword.node().markUnchecked();
  }

  /** Does something once all schemas are compiled. */
  void afterwards(Runnable step) {
    afterwards.add(step);
  }

  /** The schema that a reference leads to. */
  SchemaNode referred(Keyword keyword) {
    if (!(keyword.value() instanceof String reference)
        || !(reference.equals("#") || reference.startsWith("#/"))) {
      throw keyword.refused("a reference within the document, such as #/$defs/Line");
    }
    String pointer = reference.substring(1);
    Object at = document;
    for (String segment : pointer.isEmpty() ? List.<String>of() : segments(pointer)) {
      at = step(at, segment, keyword);
    }
    return keyword.part(at, pointer);
  }

  private static List<String> segments(String pointer) {
    return List.of(pointer.substring(1).split("/", -1));
  }

  private static @Nullable Object step(@Nullable Object at, String segment, Keyword keyword) {
    String name = segment.replace("~1", "/").replace("~0", "~");
    if (at instanceof Map<?, ?> members && members.containsKey(name)) {
      return members.get(name);
    }
    if (at instanceof List<?> elements && name.matches("0|[1-9][0-9]{0,8}")) {
      int index = Integer.parseInt(name);
      if (index < elements.size()) {
        return elements.get(index);
      }
    }
    throw keyword.refused("a reference to a schema that is there");
  }

  static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
