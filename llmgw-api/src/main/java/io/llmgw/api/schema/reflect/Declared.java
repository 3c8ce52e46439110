package io.llmgw.api.schema.reflect;

import io.llmgw.api.schema.Default;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.Name;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of a Java element say.
 *
 * @param name its name in JSON
 * @param description the words for the model; null for none
 * @param defaultText the text of its default; null for none
 */
public record Declared(String name, @Nullable String description, @Nullable String defaultText) {

  /** Of a type. */
  public static Declared type(Class<?> type) {
    return of(type, type.getSimpleName());
  }

  /** Of a component of a record. */
  public static Declared component(RecordComponent component) {
    return of(component, component.getName());
  }

  /**
   * Of a parameter.
   *
   * @throws IllegalArgumentException if it has no name at run time
   */
  public static Declared parameter(Parameter parameter) {
    if (!parameter.isNamePresent() && !parameter.isAnnotationPresent(Name.class)) {
      throw new IllegalArgumentException(
          "the parameters of "
              + parameter.getDeclaringExecutable()
              + " have no names: compile with -parameters, or annotate them with @Name");
    }
    return of(parameter, parameter.getName());
  }

  /** Of a constant of an enum. */
  public static Declared constant(Enum<?> constant) {
    try {
      return of(constant.getDeclaringClass().getField(constant.name()), constant.name());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum without its constant", e);
    }
  }

  private static Declared of(AnnotatedElement element, String javaName) {
    Name name = element.getAnnotation(Name.class);
    Description description = element.getAnnotation(Description.class);
    Default preset = element.getAnnotation(Default.class);
    return new Declared(
        name == null ? javaName : notBlank(element, name.value()),
        description == null ? null : notBlank(element, description.value()),
        preset == null ? null : preset.value());
  }

  private static String notBlank(AnnotatedElement element, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a blank name or description at " + element);
    }
    return value;
  }
}
