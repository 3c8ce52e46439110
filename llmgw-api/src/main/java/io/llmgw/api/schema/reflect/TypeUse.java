package io.llmgw.api.schema.reflect;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type as it stands somewhere, with its variables resolved.
 *
 * @param raw its class
 * @param arguments its type arguments; for an array the type of its elements
 * @param isNullable whether a nullness annotation says that it may be null
 */
public record TypeUse(Class<?> raw, List<TypeUse> arguments, boolean isNullable) {

  /** The type alone, of which no annotation is known. */
  public static TypeUse of(Type type) {
    return of(type, null, Map.of());
  }

  /** The type with the annotations in it. */
  public static TypeUse of(AnnotatedType type) {
    return of(type.getType(), type, Map.of());
  }

  /** The type of something that is declared in this type, whose variables it may use. */
  public TypeUse member(AnnotatedType declared) {
    Map<TypeVariable<?>, TypeUse> known = new HashMap<>();
    TypeVariable<?>[] variables = raw.getTypeParameters();
    for (int i = 0; i < Math.min(variables.length, arguments.size()); i++) {
      known.put(variables[i], arguments.get(i));
    }
    return of(declared.getType(), declared, known);
  }

  /** The same type, which may be null or may not. */
  public TypeUse withNullable(boolean nullable) {
    return nullable == isNullable ? this : new TypeUse(raw, arguments, nullable);
  }

  private static TypeUse of(
      Type type, @Nullable AnnotatedType use, Map<TypeVariable<?>, TypeUse> known) {
    boolean nullable = use != null && saysNullable(use);
    if (type instanceof Class<?> plain) {
      List<TypeUse> elements = new ArrayList<>();
      if (plain.isArray()) {
        elements.add(of(plain.getComponentType(), elementOf(use), known));
      }
      return new TypeUse(plain, List.copyOf(elements), nullable);
    }
    if (type instanceof ParameterizedType generic) {
      return new TypeUse(
          (Class<?>) generic.getRawType(), argumentsOf(generic, use, known), nullable);
    }
    if (type instanceof GenericArrayType array) {
      TypeUse element = of(array.getGenericComponentType(), elementOf(use), known);
      return new TypeUse(element.raw.arrayType(), List.of(element), nullable);
    }
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0], null, known);
    }
    TypeUse resolved = known.get(type);
    if (resolved == null) {
      throw new IllegalArgumentException(
          "the type " + type.getTypeName() + " is open: write new TypeOf<Page<Invoice>>() {}");
    }
    return resolved.withNullable(nullable || resolved.isNullable);
  }

  private static @Nullable AnnotatedType elementOf(@Nullable AnnotatedType use) {
    return use instanceof AnnotatedArrayType array
        ? array.getAnnotatedGenericComponentType()
        : null;
  }

  private static List<TypeUse> argumentsOf(
      ParameterizedType type, @Nullable AnnotatedType use, Map<TypeVariable<?>, TypeUse> known) {
    List<TypeUse> arguments = new ArrayList<>();
    Type[] plain = type.getActualTypeArguments();
    AnnotatedType[] annotated =
        use instanceof AnnotatedParameterizedType generic
            ? generic.getAnnotatedActualTypeArguments()
            : new AnnotatedType[plain.length];
    for (int i = 0; i < plain.length; i++) {
      arguments.add(of(plain[i], annotated[i], known));
    }
    return List.copyOf(arguments);
  }

  /** Any annotation of that name: JSpecify's, and those before it. */
  public static boolean saysNullable(AnnotatedElement element) {
    for (Annotation annotation : element.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("Nullable")) {
        return true;
      }
    }
    return false;
  }

  /** As in source code, without packages. */
  @Override
  public String toString() {
    if (raw.isArray() || arguments.isEmpty()) {
      return raw.getSimpleName();
    }
    List<String> names = arguments.stream().map(TypeUse::toString).toList();
    return raw.getSimpleName() + "<" + String.join(", ", names) + ">";
  }
}
