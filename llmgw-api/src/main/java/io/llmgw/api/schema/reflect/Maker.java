package io.llmgw.api.schema.reflect;

import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** Makes the Java value of an object from the values of its members, in their order. */
@FunctionalInterface
public interface Maker {
  /**
   * Makes the value.
   *
   * @throws InvocationTargetException if the class refuses the values
   */
  Object make(@Nullable Object[] values) throws ReflectiveOperationException;
}
