package io.llmgw.core.run;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.schema.JsonType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what a function returned the result that the model reads. */
final class ToolResults {
  private static final int MAX_LEVELS = 256;

  private ToolResults() {}

  /**
   * The result of this call.
   *
   * @throws IllegalArgumentException when something in it cannot be written as JSON, or is a part
   *     that cannot stand in a result
   */
  static ToolResult of(String callId, @Nullable Object returned) {
    if (returned instanceof ToolResult own) {
      return new ToolResult(callId, own.content(), own.isError());
    }
    if (returned instanceof String text) {
      return ToolResult.of(callId, text);
    }
    if (returned instanceof Part part) {
      return new ToolResult(callId, List.of(part), false);
    }
    List<Part> parts = parts(returned);
    return parts.isEmpty()
        ? ToolResult.json(callId, Json.ofValue(tree(returned, 0)))
        : new ToolResult(callId, parts, false);
  }

  /** The parts of a list that consists of nothing else; empty for all other things. */
  private static List<Part> parts(@Nullable Object returned) {
    List<Part> parts = new ArrayList<>();
    if (returned instanceof Collection<?> several) {
      for (Object each : several) {
        if (!(each instanceof Part part)) {
          return List.of();
        }
        parts.add(part);
      }
    }
    return parts;
  }

  /** What {@link Json#ofValue} takes. */
  private static @Nullable Object tree(@Nullable Object value, int level) {
    if (level > MAX_LEVELS) {
      throw new IllegalArgumentException("more than " + MAX_LEVELS + " levels");
    }
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Json) {
      return value;
    }
    if (value instanceof Optional<?> maybe) {
      return tree(maybe.orElse(null), level + 1);
    }
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> written = new LinkedHashMap<>();
      members.forEach((name, member) -> written.put(String.valueOf(name), tree(member, level + 1)));
      return written;
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> written = new ArrayList<>(elements.size());
      elements.forEach(element -> written.add(tree(element, level + 1)));
      return written;
    }
    return written(value);
  }

  @SuppressWarnings("unchecked") // the class of the value is that of its type
  private static <T> Json written(T value) {
    Class<?> type =
        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    return ((JsonType<T>) typeOf(type)).write(value);
  }

  /**
   * That of the sealed interface which a record stands for, since its form says which one it is.
   */
  private static JsonType<?> typeOf(Class<?> type) {
    for (Class<?> above : type.getInterfaces()) {
      JsonType<?> form = above.isSealed() ? formOf(above) : null;
      if (form != null) {
        return form;
      }
    }
    return JsonType.of(type);
  }

  /** Null when not all below the interface are records: each of them stands for itself then. */
  private static @Nullable JsonType<?> formOf(Class<?> sealed) {
    try {
      return typeOf(sealed);
    } catch (IllegalArgumentException noForm) {
      return null;
    }
  }
}
