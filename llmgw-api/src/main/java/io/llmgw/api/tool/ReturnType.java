package io.llmgw.api.tool;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the declared type of a method what {@link ReturnedValue} can never write, so that it is
 * told when the tool is made and not when the tool has done its work. What only a value tells, as
 * of {@code Object} or an interface, it lets pass.
 */
final class ReturnType {
  private static final List<Class<?>> WRITABLE =
      List.of(
          Boolean.class,
          Calendar.class,
          Character.class,
          CharSequence.class,
          Collection.class,
          CompletionStage.class,
          Date.class,
          Enum.class,
          Json.class,
          Map.class,
          Number.class,
          Optional.class,
          OptionalDouble.class,
          OptionalInt.class,
          OptionalLong.class,
          Part.class,
          TemporalAccessor.class,
          TemporalAmount.class,
          ToolResult.class,
          URI.class,
          UUID.class,
          Void.class);

  private final Set<Type> seen = new HashSet<>();

  private ReturnType() {}

  /** The first type in it that no value of which can be written; null for none. */
  static @Nullable String unwritable(Type declared) {
    return new ReturnType().find(declared);
  }

  private @Nullable String find(Type type) {
    if (!seen.add(type)) {
      return null;
    }
    if (type instanceof Class<?> plain) {
      return findIn(plain);
    }
    if (type instanceof GenericArrayType array) {
      return find(array.getGenericComponentType());
    }
    if (type instanceof WildcardType any) {
      return firstOf(any.getUpperBounds());
    }
    if (type instanceof ParameterizedType generic) {
      String inside = find(generic.getRawType());
      return inside == null ? firstOf(arguments(generic)) : inside;
    }
    return null;
  }

  /** All but the keys of a map, which are written as text whatever they are. */
  private static Type[] arguments(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    boolean isMap = generic.getRawType() instanceof Class<?> raw && Map.class.isAssignableFrom(raw);
    return isMap && arguments.length == 2 ? new Type[] {arguments[1]} : arguments;
  }

  private @Nullable String firstOf(Type... types) {
    for (Type each : types) {
      String found = find(each);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String findIn(Class<?> type) {
    if (type.isArray() && type != byte[].class) {
      return find(type.getComponentType());
    }
    if (type.isRecord() && !isWritable(type)) {
      Type[] held = new Type[type.getRecordComponents().length];
      for (int i = 0; i < held.length; i++) {
        RecordComponent component = type.getRecordComponents()[i];
        held[i] = component.getGenericType();
      }
      return firstOf(held);
    }
    boolean mayBeMore = type == Object.class || Modifier.isAbstract(type.getModifiers());
    return type.isPrimitive() || mayBeMore && !type.isArray() || isWritable(type)
        ? null
        : type.getTypeName();
  }

  private static boolean isWritable(Class<?> type) {
    for (Class<?> known : WRITABLE) {
      if (known.isAssignableFrom(type)) {
        return true;
      }
    }
    return false;
  }
}
