package io.llmgw.providers.gemini.answer;

import io.llmgw.api.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that come in pieces, each for its place (docs "function calling", streaming function
 * call arguments, at cloud.google.com). Pieces of a text come one behind the other, and places in
 * any order: what they make is known at the end. Not thread-safe.
 */
final class StreamedArguments {
  // Real ones have a handful; a path made up to be deep or far shall not cost anything.
  private static final int MOST_STEPS = 64;
  private static final int MOST_ELEMENTS = 10_000;

  private final Map<String, @Nullable Object> root = new LinkedHashMap<>();

  /** Puts a piece into its place; says whether there is such a place. */
  boolean add(ArgumentPiece piece) {
    List<Object> steps = steps(piece.path());
    if (steps == null || steps.isEmpty() || !(steps.get(0) instanceof String)) {
      return false;
    }
    Object here = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      here = inner(here, steps.get(i), steps.get(i + 1) instanceof Integer);
      if (here == null) {
        return false;
      }
    }
    return put(here, steps.get(steps.size() - 1), piece.value());
  }

  /** Names are strings and places in a list numbers; null where it cannot be read. */
  private static @Nullable List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>(2);
    int at = path.startsWith("$") ? 1 : 0;
    while (at < path.length() && steps.size() <= MOST_STEPS) {
      int end;
      if (path.charAt(at) == '[') {
        end = path.indexOf(']', at);
        Object step = end < 0 ? null : inBrackets(path.substring(at + 1, end));
        if (step == null) {
          return null;
        }
        steps.add(step);
        end++;
      } else {
        int from = path.charAt(at) == '.' ? at + 1 : at;
        end = from;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        if (end == from) {
          return null;
        }
        steps.add(path.substring(from, end));
      }
      at = end;
    }
    return steps.size() > MOST_STEPS ? null : steps;
  }

  private static @Nullable Object inBrackets(String step) {
    int length = step.length();
    boolean quoted =
        length >= 2
            && (step.charAt(0) == '\'' || step.charAt(0) == '"')
            && step.charAt(length - 1) == step.charAt(0);
    if (quoted) {
      return step.substring(1, length - 1);
    }
    boolean number = length > 0 && length <= 5;
    for (int i = 0; i < length; i++) {
      number &= step.charAt(i) >= '0' && step.charAt(i) <= '9';
    }
    return number ? (Object) Integer.valueOf(step) : null;
  }

  /** The object or list at a step, made where nothing is; null where something else is. */
  private static @Nullable Object inner(Object here, Object step, boolean list) {
    Object known = get(here, step);
    if (known == null) {
      known = list ? new ArrayList<@Nullable Object>() : new LinkedHashMap<String, Object>();
      return put(here, step, known) ? known : null;
    }
    boolean fits = list ? known instanceof List<?> : known instanceof Map<?, ?>;
    return fits ? known : null;
  }

  private static @Nullable Object get(Object here, Object step) {
    if (here instanceof Map<?, ?> members) {
      return members.get(step);
    }
    boolean there =
        here instanceof List<?> list && step instanceof Integer place && place < list.size();
    return there ? ((List<?>) here).get((Integer) step) : null;
  }

  // Maps and lists here are made here; a text grows.
  @SuppressWarnings({"unchecked", "UnnecessaryStringBuilder"})
  private static boolean put(Object here, Object step, Object value) {
    Object before = get(here, step);
    if (before instanceof StringBuilder text && text(value) != null) {
      text.append(text(value));
      return true;
    }
    String begun = text(value);
    Object kept = begun == null ? value : new StringBuilder(begun);
    if (here instanceof Map<?, ?> && step instanceof String name) {
      ((Map<String, @Nullable Object>) here).put(name, kept);
      return true;
    }
    if (!(here instanceof List<?>) || !(step instanceof Integer place) || place >= MOST_ELEMENTS) {
      return false;
    }
    List<@Nullable Object> elements = (List<@Nullable Object>) here;
    if (place > elements.size()) {
      return false; // elements come in their order
    }
    if (place == elements.size()) {
      elements.add(kept);
    } else {
      elements.set(place, kept);
    }
    return true;
  }

  private static @Nullable String text(Object value) {
    return value instanceof Json json && json.value() instanceof String text ? text : null;
  }

  /** What has come so far. */
  String json() {
    return Json.ofValue(written(root)).text();
  }

  private static @Nullable Object written(@Nullable Object value) {
    if (value instanceof StringBuilder text) {
      return text.toString();
    }
    if (value instanceof Map<?, ?> members) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      members.forEach((name, member) -> copy.put((String) name, written(member)));
      return copy;
    }
    if (value instanceof List<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>(elements.size());
      for (Object element : elements) {
        copy.add(written(element));
      }
      return copy;
    }
    return value;
  }
}
