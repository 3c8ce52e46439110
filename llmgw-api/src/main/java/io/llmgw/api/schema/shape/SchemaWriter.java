package io.llmgw.api.schema.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes the schema of a shape: what occurs once stands where it is used, what occurs more often,
 * or within itself, stands in {@code $defs}. Not thread-safe.
 */
public final class SchemaWriter {
  private final Shape root;
  private final IdentityHashMap<Shape, Integer> uses = new IdentityHashMap<>();
  private final IdentityHashMap<Shape, String> names = new IdentityHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final List<Shape> toDefine = new ArrayList<>();

  private SchemaWriter(Shape root) {
    this.root = root;
    count(root);
  }

  /** The schema of a shape, as a map that the caller may add to. */
  public static Map<String, @Nullable Object> write(Shape root) {
    return new SchemaWriter(root).write();
  }

  private void count(Shape shape) {
    // Only what has a name can lead back to itself, so this ends.
    int before = shape.sharedName() == null ? 0 : uses.getOrDefault(shape, 0);
    uses.put(shape, before + 1);
    if (before == 0) {
      shape.parts().forEach(this::count);
    }
  }

  private Map<String, @Nullable Object> write() {
    Map<String, @Nullable Object> schema = root.schema(this);
    Map<String, @Nullable Object> definitions = new LinkedHashMap<>();
    // A definition may ask for more of them.
    for (int i = 0; i < toDefine.size(); i++) {
      Shape shape = toDefine.get(i);
      definitions.put(names.get(shape), shape.schema(this));
    }
    if (!definitions.isEmpty()) {
      schema.put("$defs", definitions);
    }
    return schema;
  }

  /** The schema of a part of a shape. */
  Map<String, @Nullable Object> part(Shape shape) {
    String wanted = shape.sharedName();
    if (wanted == null || uses.getOrDefault(shape, 0) < 2) {
      return shape.schema(this);
    }
    Map<String, @Nullable Object> reference = new LinkedHashMap<>();
    reference.put("$ref", shape == root ? "#" : "#/$defs/" + name(shape, wanted));
    return reference;
  }

  private String name(Shape shape, String wanted) {
    String known = names.get(shape);
    if (known != null) {
      return known;
    }
    String free = wanted;
    for (int i = 2; !taken.add(free); i++) {
      free = wanted + i;
    }
    names.put(shape, free);
    toDefine.add(shape);
    return free;
  }

  /** Adds words for the model, in front of those that are there; null for none. */
  static Map<String, @Nullable Object> describe(
      Map<String, @Nullable Object> schema, @Nullable String words) {
    if (words == null) {
      return schema;
    }
    Map<String, @Nullable Object> described = schema;
    if (schema.containsKey("$ref")) {
      // OpenAI refuses keywords beside $ref in strict schemas.
      described = new LinkedHashMap<>();
      described.put("anyOf", List.of(schema));
    }
    Object own = described.get("description");
    described.put("description", own == null ? words : words + "\n" + own);
    return described;
  }
}
