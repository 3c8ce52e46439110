package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.reflect.Declared;
import io.llmgw.api.schema.reflect.Maker;
import io.llmgw.api.schema.reflect.Records;
import io.llmgw.api.schema.rule.Findings;
import io.llmgw.api.schema.rule.JsonKind;
import io.llmgw.api.schema.rule.Place;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object in JSON whose members are known: a record, or the parameters of a method. A record of a
 * sealed interface has its name as one more member, {@value SealedShape#TAG}.
 */
public final class ObjectShape implements Shape {
  private final String javaName;
  private final Declared declared;
  private final boolean tagged;
  private final Maker maker;
  // Set once, before anybody else sees the shape, because its parts may lead back to it.
  private List<Component> components = List.of();

  /**
   * An object whose members are still to come.
   *
   * @param tagged whether it is a variant of a sealed interface
   */
  public ObjectShape(String javaName, Declared declared, boolean tagged, Maker maker) {
    this.javaName = javaName;
    this.declared = declared;
    this.tagged = tagged;
    this.maker = maker;
  }

  /**
   * Sets the members.
   *
   * @throws IllegalArgumentException if two of them have one name
   */
  public void complete(List<Component> found) {
    List<String> names = new ArrayList<>();
    if (tagged) {
      names.add(SealedShape.TAG);
    }
    for (Component component : found) {
      if (names.contains(component.name())) {
        throw new IllegalArgumentException(
            javaName + " has two members named " + component.name() + ": rename one with @Name");
      }
      names.add(component.name());
    }
    components = List.copyOf(found);
  }

  /** The name in the {@value SealedShape#TAG} of a tagged one. */
  String tag() {
    return declared.name();
  }

  @Override
  public String sharedName() {
    return Names.plain(declared.name());
  }

  @Override
  public List<Shape> parts() {
    return components.stream().map(Component::shape).toList();
  }

  @Override
  public Map<String, @Nullable Object> schema(SchemaWriter writer) {
    Map<String, @Nullable Object> properties = new LinkedHashMap<>();
    if (tagged) {
      Map<String, @Nullable Object> constant = new LinkedHashMap<>();
      constant.put("type", "string");
      constant.put("const", tag());
      properties.put(SealedShape.TAG, constant);
    }
    for (Component component : components) {
      Map<String, @Nullable Object> member = writer.part(component.shape());
      properties.put(component.name(), SchemaWriter.describe(member, component.description()));
    }
    Map<String, @Nullable Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    // OpenAI: in strict schemas every property is required and no other allowed.
    schema.put("required", List.copyOf(properties.keySet()));
    schema.put("additionalProperties", false);
    return SchemaWriter.describe(schema, declared.description());
  }

  @Override
  public @Nullable Object read(@Nullable Object json, Place place, Findings findings) {
    if (!(json instanceof Map<?, ?> members)) {
      findings.add(place, "type", JsonKind.mismatch("object", json));
      return null;
    }
    int before = findings.size();
    int known = tagged ? readTag(members, place, findings) : 0;
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Component component = components.get(i);
      if (members.containsKey(component.name())) {
        known++;
      } else if (!(component.shape() instanceof OptionalShape)) {
        findings.add(place, "required", "must have \"" + component.name() + "\"");
        continue;
      }
      Object member = members.get(component.name());
      values[i] = component.shape().read(member, place.member(component.name()), findings);
    }
    if (known < members.size()) {
      // Their names come with the value and may be personal.
      findings.add(
          place,
          "additionalProperties",
          "must have only members that the schema names, not "
              + (members.size() - known)
              + " more");
    }
    return findings.size() > before ? null : made(values, place, findings);
  }

  private int readTag(Map<?, ?> members, Place place, Findings findings) {
    if (tag().equals(members.get(SealedShape.TAG))) {
      return 1;
    }
    findings.add(place.member(SealedShape.TAG), "const", "must be \"" + tag() + "\"");
    return members.containsKey(SealedShape.TAG) ? 1 : 0;
  }

  private @Nullable Object made(@Nullable Object[] values, Place place, Findings findings) {
    if (findings.isFull()) {
      return null;
    }
    try {
      return maker.make(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      // Only the class: its message may well quote the values.
      String refusal = e.getCause() == null ? "" : ": " + e.getCause().getClass().getSimpleName();
      findings.add(place, "java", javaName + " refuses its members" + refusal);
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + javaName, e);
    }
  }

  @Override
  public Object write(@Nullable Object value, Place place) {
    if (value == null) {
      throw Shape.unwritable(place, "null, where it must not be");
    }
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    if (tagged) {
      written.put(SealedShape.TAG, tag());
    }
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      Object member =
          component.accessor() == null
              ? ((Object[]) value)[i]
              : Records.read(component.accessor(), value);
      written.put(
          component.name(), component.shape().write(member, place.member(component.name())));
    }
    return written;
  }
}
