package io.llmgw.cache;

import io.llmgw.api.condition.Task;
import io.llmgw.api.content.CacheMark;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.tool.Tool;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** Two different values of every type that a request is made of. */
final class KeySamples {
  private KeySamples() {}

  record Arguments(String value) {}

  static ToolSpec tool(int variant) {
    return ToolSpec.of(text(variant), "does " + variant, Json.ofText("{\"type\":\"object\"}"));
  }

  private static String text(int variant) {
    return variant == 0 ? "one" : "other";
  }

  private static Json json(int variant) {
    return Json.ofValue(Map.of("v", variant));
  }

  /** One of two values; the name tells apart what has the same type. */
  static Object value(Type type, String name, int variant) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic, variant);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == String.class) {
      return name.equals("model") ? "a/" + text(variant) : text(variant);
    }
    if (raw == int.class || raw == Integer.class) {
      return variant + 1;
    }
    if (raw == long.class || raw == Long.class) {
      return variant + 1L;
    }
    if (raw == double.class || raw == Double.class) {
      return (variant + 1) / 4.0;
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return variant == 0;
    }
    if (raw == Object.class) {
      return variant;
    }
    if (raw.isEnum()) {
      return raw == Role.class
          ? (variant == 0 ? Role.USER : Role.SYSTEM)
          : raw.getEnumConstants()[variant + (raw == ReasoningEffort.class ? 1 : 0)];
    }
    if (raw.isArray()) {
      Object array = Array.newInstance(raw.getComponentType(), 1);
      Array.set(array, 0, value(raw.getComponentType(), name, variant));
      return array;
    }
    return ofLlmgw(raw, variant);
  }

  private static Object ofGeneric(ParameterizedType type, int variant) {
    if (type.getRawType() == Map.class) {
      return Map.of("k", json(variant));
    }
    Class<?> element = (Class<?>) type.getActualTypeArguments()[0];
    return List.of(value(element, "element", variant));
  }

  private static Object ofLlmgw(Class<?> type, int variant) {
    if (type == Message.class) {
      return Message.user("message " + variant);
    }
    if (type == Part.class) {
      return Part.text("part " + variant);
    }
    if (type == ToolSpec.class) {
      return tool(variant);
    }
    if (type == Tool.class) {
      return Tool.of(text(variant), "does it", Arguments.class, Arguments::value);
    }
    if (type == ToolChoice.class) {
      return ToolChoice.named(text(variant));
    }
    if (type == ResponseFormat.class) {
      return variant == 0 ? ResponseFormat.text() : ResponseFormat.json();
    }
    if (type == ReasoningSettings.class) {
      return ReasoningSettings.budgetTokens(variant + 5);
    }
    if (type == Json.class) {
      return json(variant);
    }
    if (type == Media.class || type == Media.Bytes.class) {
      return Media.of(new byte[] {(byte) 1, (byte) variant}, "application/x-some");
    }
    if (type == RequestOption.class) {
      return variant == 0 ? Leniency.DROP : new Task("code");
    }
    if (type == CacheMark.class) {
      return null;
    }
    throw new IllegalArgumentException("no sample of " + type + ": add one, it is part of a key");
  }
}
