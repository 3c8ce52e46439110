package io.llmgw.core.redact;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Role;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.request.RequestOption;
import io.llmgw.api.tool.Tool;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request with a text of its own in everything that takes one: made by each method of its
 * builder, of each kind of part, by reflection, so that what is added to the API later is in it as
 * well. One of the texts may be another.
 */
final class SampledRequest {
  private final int secretAt;
  private final String secret;
  private final List<String> places = new ArrayList<>();
  private final Deque<Class<?>> making = new ArrayDeque<>();
  private final Set<String> made = new TreeSet<>();
  private final Set<String> refused = new TreeSet<>();
  private final LlmRequest<?> request;

  /**
   * A request for this model.
   *
   * @param secretAt the place among {@link #places} that holds the secret; less than 0 for none
   * @throws IllegalArgumentException if the secret cannot stand there
   */
  SampledRequest(Class<?> type, String model, int secretAt, String secret) {
    this.secretAt = secretAt;
    this.secret = secret;
    this.request = made(type, model);
  }

  LlmRequest<?> request() {
    return request;
  }

  /** Where each of the texts stands: the type and the component, or the method and the number. */
  List<String> places() {
    return places;
  }

  /** Types of which there is none in it, and methods that were not called. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>(refused);
    missing.removeAll(made);
    return missing;
  }

  private LlmRequest<?> made(Class<?> type, String model) {
    if (type == TokenCountRequest.class) {
      return TokenCountRequest.of((ChatRequest) made(ChatRequest.class, model));
    }
    try {
      Object builder = type.getMethod("builder").invoke(null);
      Method[] methods = builder.getClass().getMethods();
      Arrays.sort(methods, Comparator.comparing(Method::toString));
      for (Method method : methods) {
        if (isSetter(method, builder) && !isNoText(method)) {
          call(builder, method);
        }
      }
      builder.getClass().getMethod("model", String.class).invoke(builder, model);
      return (LlmRequest<?>) builder.getClass().getMethod("build").invoke(builder);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSetter(Method method, Object builder) {
    Class<?> returned = method.getReturnType();
    return !method.isSynthetic() && returned != Object.class && returned.isInstance(builder);
  }

  /** Whether it takes what is no text, or what another method takes as text. */
  private static boolean isNoText(Method method) {
    if (method.getParameterCount() == 0) {
      return true;
    }
    Class<?> first = method.getParameterTypes()[0];
    return method.getName().equals("model")
        || first == RequestOption.class
        || first == Tool[].class;
  }

  private void call(Object builder, Method method) throws ReflectiveOperationException {
    List<List<?>> arguments = new ArrayList<>();
    Type[] types = method.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      arguments.add(samples(types[i], method.getName() + "#" + i));
    }
    int most = arguments.stream().mapToInt(List::size).max().orElse(1);
    for (int i = most - 1; i >= 0; i--) { // the last kind of several is no plain choice
      try {
        method.invoke(builder, nth(arguments, i));
        made.add(signature(method));
      } catch (InvocationTargetException e) {
        note(signature(method), e);
      }
    }
  }

  private static String signature(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  private static Object[] nth(List<List<?>> all, int n) {
    return all.stream().map(each -> each.get(Math.min(n, each.size() - 1))).toArray();
  }

  /** It may be that it cannot stand there, or that it was said already. */
  private void note(String what, InvocationTargetException e) {
    if (!(e.getCause() instanceof IllegalArgumentException)
        && !(e.getCause() instanceof IllegalStateException)) {
      throw new AssertionError(what, e.getCause());
    }
    refused.add(what);
  }

  private List<?> samples(Type type, String place) {
    if (type instanceof ParameterizedType it) {
      return generic(it, place);
    }
    if (type instanceof GenericArrayType || !(type instanceof Class<?> plain)) {
      throw new AssertionError("no sample of " + type + " at " + place);
    }
    if (plain.isArray()) {
      return samples(plain.getComponentType(), place).stream()
          .map(each -> array(plain, each))
          .toList();
    }
    if (plain == String.class) {
      return List.of(text(place));
    }
    if (plain == Object.class) {
      return List.of(List.of(text(place), fields(place)));
    }
    if (plain == Json.class) {
      return List.of(json(place));
    }
    if (plain == URI.class) {
      return List.of(URI.create("https://example.com/" + text(place)));
    }
    if (plain == Media.Bytes.class) {
      return List.of(Media.of(new byte[] {1, 2, 3}, "text/" + text("Bytes.mediaType")));
    }
    if (plain.isEnum()) {
      return List.of(plain.getEnumConstants());
    }
    if (plain.isSealed()) {
      return ofSealed(plain);
    }
    return plain.isRecord() ? ofRecord(plain) : List.of(number(plain));
  }

  private Json json(String place) {
    Map<String, Object> fields = fields(place);
    fields.put("a", text(place));
    return Json.ofValue(Map.of("description", List.of(fields)));
  }

  /** One that is named by a text, and one that holds a whole number. */
  private Map<String, Object> fields(String place) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(text(place + " inner name"), "b");
    fields.put("c", wholeNumber(place + " inner number"));
    return fields;
  }

  private static Object array(Class<?> type, Object only) {
    Object array = java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
    java.lang.reflect.Array.set(array, 0, only);
    return array;
  }

  private List<?> generic(ParameterizedType type, String place) {
    if (type.getRawType() == List.class) {
      return samples(type.getActualTypeArguments()[0], place).stream().map(List::of).toList();
    }
    if (type.getRawType() == Map.class) {
      Object name = samples(type.getActualTypeArguments()[0], place + " name").get(0);
      return samples(type.getActualTypeArguments()[1], place).stream()
          .map(each -> Map.of(name, each))
          .toList();
    }
    throw new AssertionError("no sample of " + type + " at " + place);
  }

  private List<?> ofSealed(Class<?> type) {
    List<Object> all = new ArrayList<>();
    for (Class<?> each : type.getPermittedSubclasses()) {
      if (!making.contains(each)) { // results of tools hold parts themselves
        all.addAll(samples(each, each.getSimpleName()));
      }
    }
    return all;
  }

  private List<?> ofRecord(Class<?> type) {
    making.push(type);
    List<List<?>> components = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent each : type.getRecordComponents()) {
      components.add(samples(each.getGenericType(), type.getSimpleName() + "." + each.getName()));
      types.add(each.getType());
    }
    making.pop();
    List<Object> all = new ArrayList<>();
    int roles = type == Message.class ? Role.values().length : 1;
    int most = components.stream().mapToInt(List::size).max().orElse(1);
    for (int role = 0; role < roles; role++) {
      for (int i = 0; i < most; i++) {
        Object[] values = nth(components, i);
        if (type == Message.class) {
          values[0] = Role.values()[role];
        }
        add(type, types, values, all);
      }
    }
    return all;
  }

  private void add(Class<?> type, List<Class<?>> types, Object[] values, List<Object> all) {
    String what = type.getSimpleName() + " of " + kinds(values);
    try {
      Constructor<?> canonical = type.getConstructor(types.toArray(Class<?>[]::new));
      all.add(canonical.newInstance(values));
      made.add(what);
    } catch (InvocationTargetException e) {
      note(what, e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The kinds of parts among these. */
  private static Set<String> kinds(Object[] values) {
    Set<String> kinds = new LinkedHashSet<>();
    for (Object each : values) {
      if (each instanceof List<?> list) {
        list.forEach(element -> kinds.add(element.getClass().getSimpleName()));
      }
    }
    return kinds;
  }

  private static Object number(Class<?> type) {
    if (type == boolean.class) {
      return false;
    }
    if (type == double.class) {
      return 0.5;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == int.class || type == Integer.class) {
      return 2048;
    }
    throw new AssertionError("no sample of " + type);
  }

  /** The secret where it is a number, in the place of one; else it cannot stand there. */
  private long wholeNumber(String place) {
    places.add(place);
    boolean isHere = places.size() - 1 == secretAt && secret.matches("[0-9]{1,18}");
    return isHere ? Long.parseLong(secret) : places.size();
  }

  private String text(String place) {
    places.add(place);
    return places.size() - 1 == secretAt ? secret : "t" + places.size();
  }
}
