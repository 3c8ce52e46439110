package io.llmgw.api.tool;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.schema.Description;
import io.llmgw.api.schema.JsonType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes tools of the methods that {@link ToolMethod} marks: the one place that finds them. */
final class AnnotatedMethods {
  private AnnotatedMethods() {}

  /** The tools of an object, in the order of their names. */
  static List<Tool> of(Object owner) {
    List<Tool> tools = new ArrayList<>();
    Set<List<Object>> overridden = new HashSet<>();
    for (Class<?> type : typesOf(owner.getClass())) {
      List<Method> marked = new ArrayList<>(List.of(type.getDeclaredMethods()));
      marked.removeIf(method -> !method.isAnnotationPresent(ToolMethod.class));
      for (Method method : marked) {
        boolean known = mayBeOverridden(method) && overridden.contains(signature(method));
        if (!known && !method.isBridge()) {
          tools.add(tool(owner, method));
        }
      }
      marked.forEach(method -> overridden.add(signature(method)));
    }
    if (tools.isEmpty()) {
      throw new IllegalArgumentException(
          owner.getClass().getName() + " is no tool and has no method with @ToolMethod");
    }
    // Reflection knows no order, and the same request must be the same bytes each time.
    tools.sort(Comparator.comparing(Tool::name));
    return List.copyOf(tools);
  }

  /** The class, those above it, then all interfaces: what overrides comes before what it does. */
  private static Set<Class<?>> typesOf(Class<?> owner) {
    Set<Class<?>> all = new LinkedHashSet<>();
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      all.add(type);
    }
    for (Class<?> type : List.copyOf(all)) {
      addInterfaces(type, all);
    }
    return all;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
    for (Class<?> each : type.getInterfaces()) {
      all.remove(each); // goes behind the interface that extends it
      all.add(each);
      addInterfaces(each, all);
    }
  }

  /** A method of another signature that overrides a generic one has a bridge of that one's. */
  private static List<Object> signature(Method method) {
    List<Object> signature = new ArrayList<>(List.of((Object[]) method.getParameterTypes()));
    signature.add(method.getName());
    return signature;
  }

  private static boolean mayBeOverridden(Method method) {
    return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
  }

  private static Tool tool(Object owner, Method method) {
    open(method);
    String given = method.getAnnotation(ToolMethod.class).value();
    Description description = method.getAnnotation(Description.class);
    String unwritable = ReturnType.unwritable(method.getGenericReturnType());
    if (unwritable != null) {
      throw new IllegalArgumentException(
          "the tool method "
              + method
              + " returns "
              + unwritable
              + ", which cannot be written as JSON: return a record, a map, text, or a Json");
    }
    JsonType<@Nullable Object[]> parameters = JsonType.ofParameters(method);
    ToolSpec spec =
        new ToolSpec(
            given.isEmpty() ? method.getName() : given,
            description == null ? null : description.value(),
            parameters.schema(),
            false,
            null);
    return new Tool(spec, parameters, arguments -> call(owner, method, (Object[]) arguments));
  }

  private static void open(Method method) {
    if (!method.trySetAccessible()) {
      throw new IllegalArgumentException(
          "the tool method "
              + method
              + " cannot be called: make it and its class public, or open its package to"
              + " io.llmgw.api");
    }
  }

  private static @Nullable Object call(Object owner, Method method, @Nullable Object[] arguments)
      throws Exception {
    try {
      Object result = method.invoke(owner, arguments);
      return method.getReturnType() == void.class ? "done" : result;
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof Error error) {
        throw error;
      }
      throw thrown instanceof Exception exception ? exception : e;
    }
  }
}
