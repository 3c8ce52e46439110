package io.llmgw.api.schema.reflect;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** All reflection on records that binding needs. */
public final class Records {
  private Records() {}

  /**
   * What makes the records of a class, by their canonical constructor.
   *
   * @throws IllegalArgumentException if its module does not let it
   */
  public static Maker maker(Class<?> record) {
    Class<?>[] types =
        Arrays.stream(record.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      open(constructor, record);
      return constructor::newInstance;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("a record without its constructor", e);
    }
  }

  /**
   * What reads a component of a record.
   *
   * @throws IllegalArgumentException if its module does not let it
   */
  public static Method accessor(RecordComponent component) {
    Method accessor = component.getAccessor();
    open(accessor, component.getDeclaringRecord());
    return accessor;
  }

  private static void open(AccessibleObject member, Class<?> type) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          type.getName()
              + " cannot be read: add \"opens "
              + type.getPackageName()
              + " to io.llmgw.api\" to the module-info of "
              + type.getModule().getName(),
          e);
    }
  }

  /** Reads a component; what the accessor throws unchecked comes out as it is. */
  public static @Nullable Object read(Method accessor, Object value) {
    try {
      return accessor.invoke(value);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("cannot read " + accessor.getName(), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + accessor.getName(), e);
    }
  }
}
