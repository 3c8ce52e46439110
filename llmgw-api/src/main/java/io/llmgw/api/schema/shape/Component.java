package io.llmgw.api.schema.shape;

import io.llmgw.api.schema.reflect.Declared;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object.
 *
 * @param declared its name and words
 * @param shape what it holds
 * @param accessor reads it from a record; null where there is none, as for a parameter of a method
 */
public record Component(Declared declared, Shape shape, @Nullable Method accessor) {
  String name() {
    return declared.name();
  }

  /** The words for the model, which include the default. */
  @Nullable String description() {
    if (declared.defaultText() == null) {
      return declared.description();
    }
    String preset = "Default: " + declared.defaultText();
    return declared.description() == null ? preset : declared.description() + "\n" + preset;
  }
}
