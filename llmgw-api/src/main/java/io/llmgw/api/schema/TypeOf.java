package io.llmgw.api.schema;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;

/**
 * Holds a type that a class literal cannot write: {@code new TypeOf<List<Invoice>>() {}}. Immutable
 * and thread-safe.
 *
 * @param <T> the type
 */
public abstract class TypeOf<T> {
  private final AnnotatedType type;

  /**
   * For an anonymous subclass that names the type.
   *
   * @throws IllegalStateException if the subclass names none
   */
  protected TypeOf() {
    if (getClass().getSuperclass() == TypeOf.class
        && getClass().getAnnotatedSuperclass() instanceof AnnotatedParameterizedType own) {
      type = own.getAnnotatedActualTypeArguments()[0];
    } else {
      throw new IllegalStateException("write new TypeOf<List<Invoice>>() {}, with the type in it");
    }
  }

  final AnnotatedType annotated() {
    return type;
  }
}
