package io.llmgw.api.schema.shape;

import io.llmgw.api.json.Json;
import io.llmgw.api.schema.reflect.Declared;
import io.llmgw.api.schema.reflect.Records;
import io.llmgw.api.schema.reflect.TypeUse;
import io.llmgw.api.schema.reflect.Unsupported;
import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.Place;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the shape of a type and of all that it consists of. Not thread-safe; one for one root. */
public final class ShapeFinder {
  // A generic record may hold an ever longer type: record Nest<T>(Nest<List<T>> next).
  private static final int MAX_LEVELS = 64;

  private final Map<TypeUse, Shape> records = new HashMap<>();
  private final Map<TypeUse, ObjectShape> tagged = new HashMap<>();
  private int levels;

  /**
   * Finds the shape of a type.
   *
   * @param path where the type stands, for messages
   * @throws IllegalArgumentException if it, or something in it, has no form in JSON
   */
  public Shape find(TypeUse use, String path) {
    if (levels == MAX_LEVELS) {
      throw Unsupported.at(path, "more than " + MAX_LEVELS + " types within each other");
    }
    levels++;
    Shape shape = use.raw() == Optional.class ? optional(use, path) : bare(use, path);
    levels--;
    boolean wrap = use.isNullable() && !(shape instanceof OptionalShape);
    return wrap ? new OptionalShape(shape, false, null) : shape;
  }

  private Shape optional(TypeUse use, String path) {
    Shape present = find(argument(use, 0, path), path);
    if (present instanceof OptionalShape) {
      throw Unsupported.at(path, "an Optional of what may be null already");
    }
    return new OptionalShape(present, true, null);
  }

  private Shape bare(TypeUse use, String path) {
    Class<?> raw = use.raw();
    Shape scalar = Scalars.of(raw);
    if (scalar != null) {
      return scalar;
    }
    if (raw.isRecord()) {
      return record(use.withNullable(false), path);
    }
    if (raw.isEnum()) {
      return new EnumShape(raw, Declared.type(raw));
    }
    if (raw == List.class || raw == Collection.class || raw == Set.class) {
      return new SequenceShape(raw, find(argument(use, 0, path), path + "[]"));
    }
    if (raw.isArray() && raw != byte[].class) {
      return new SequenceShape(raw, find(argument(use, 0, path), path + "[]"));
    }
    if (raw == Map.class) {
      if (argument(use, 0, path).raw() != String.class) {
        throw Unsupported.at(path, "a Map needs String keys, as JSON has no others");
      }
      return new MapShape(find(argument(use, 1, path), path + "{}"));
    }
    if (raw.isInterface() && raw.isSealed()) {
      return sealed(use.withNullable(false), path);
    }
    throw Unsupported.type(path, raw);
  }

  private static TypeUse argument(TypeUse use, int index, String path) {
    if (use.arguments().size() <= index) {
      throw Unsupported.at(path, "a " + use.raw().getSimpleName() + " without type arguments");
    }
    return use.arguments().get(index);
  }

  private Shape record(TypeUse use, String path) {
    Shape known = records.get(use);
    if (known != null) {
      return known;
    }
    ObjectShape shape = newRecord(use, false);
    records.put(use, shape);
    shape.complete(components(use, path));
    return shape;
  }

  private static ObjectShape newRecord(TypeUse use, boolean tagged) {
    Class<?> raw = use.raw();
    return new ObjectShape(raw.getSimpleName(), Declared.type(raw), tagged, Records.maker(raw));
  }

  private List<Component> components(TypeUse use, String path) {
    List<Component> found = new ArrayList<>();
    for (RecordComponent each : use.raw().getRecordComponents()) {
      String at = path + "." + each.getName();
      TypeUse type = use.member(each.getAnnotatedType());
      // Nullness annotations that are older than type annotations stand on the accessor.
      boolean nullable = type.isNullable() || TypeUse.saysNullable(each.getAccessor());
      Declared declared = Declared.component(each);
      Shape shape = preset(find(type.withNullable(nullable), at), declared, at);
      found.add(new Component(declared, shape, Records.accessor(each)));
    }
    return found;
  }

  private static Shape preset(Shape shape, Declared declared, String path) {
    String text = declared.defaultText();
    if (text == null) {
      return shape;
    }
    if (shape instanceof OptionalShape) {
      throw Unsupported.at(path, "a @Default on what may be null or empty");
    }
    Json json = isText(shape) ? Json.ofValue(text) : Json.ofText(text);
    Object value = json.isValid() ? json.value() : null;
    Findings findings = new Findings();
    shape.read(value, Place.ROOT, findings);
    if (value == null || findings.size() > 0) {
      throw Unsupported.at(path, "a @Default that is none of its values");
    }
    return new OptionalShape(shape, false, value);
  }

  private static boolean isText(Shape shape) {
    return shape instanceof EnumShape
        || (shape instanceof ScalarShape scalar && scalar.type().equals("string"));
  }

  private Shape sealed(TypeUse use, String path) {
    Shape known = records.get(use);
    if (known != null) {
      return known;
    }
    SealedShape shape = new SealedShape(Declared.type(use.raw()));
    records.put(use, shape);
    addVariants(use.raw(), shape, path);
    return shape;
  }

  private void addVariants(Class<?> type, SealedShape shape, String path) {
    for (Class<?> variant : type.getPermittedSubclasses()) {
      if (variant.isInterface() && variant.isSealed()) {
        addVariants(variant, shape, path);
      } else if (variant.isRecord() && variant.getTypeParameters().length == 0) {
        shape.add(variant, variant(TypeUse.of(variant), path + "." + variant.getSimpleName()));
      } else {
        throw Unsupported.at(
            path,
            variant.getName()
                + ": a sealed interface may have records without type parameters only");
      }
    }
  }

  private ObjectShape variant(TypeUse use, String path) {
    ObjectShape known = tagged.get(use);
    if (known != null) {
      return known;
    }
    ObjectShape shape = newRecord(use, true);
    tagged.put(use, shape);
    shape.complete(components(use, path));
    return shape;
  }

  /** The parameters of a method as one object, whose Java value is an {@code Object[]}. */
  public ObjectShape parameters(Executable method) {
    String name = method.getName();
    Declared declared = new Declared(name, null, null);
    ObjectShape shape = new ObjectShape(name, declared, false, values -> values.clone());
    List<Component> found = new ArrayList<>();
    for (Parameter each : method.getParameters()) {
      Declared own = Declared.parameter(each);
      String at = name + "." + own.name();
      TypeUse type = TypeUse.of(each.getAnnotatedType());
      boolean nullable = type.isNullable() || TypeUse.saysNullable(each);
      found.add(new Component(own, preset(find(type.withNullable(nullable), at), own, at), null));
    }
    shape.complete(found);
    return shape;
  }
}
