package io.llmgw.providers.openai.answer;

import io.llmgw.api.json.Json;
import io.llmgw.providers.json.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Members of a message that nobody here knows, such as the tools that Groq has run for an answer
 * ({@code executed_tools}) and what Azure has found in data of one's own ({@code context}). A
 * stream has them in pieces. Not thread-safe.
 */
final class OtherMembers {
  /**
   * Who speaks, and what is said of each piece of a stream alone: its number in the vocabulary,
   * what is there to hide its length, and whether its words are thoughts, which their field says.
   */
  private static final Set<String> OF_PIECES =
      Set.of("role", "name", "token_id", "token_ids", "padding", "channel");

  private final Map<String, List<Json>> pieces = new LinkedHashMap<>(0);

  /** The value of the member at the parser, if it has a name and says something; else null. */
  static @Nullable Json read(String name, JsonParser json, byte[] bytes, int offset) {
    JsonToken token = json.currentToken();
    boolean nothing = token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_FALSE;
    if (nothing || name.isEmpty() || OF_PIECES.contains(name)) {
      json.skipChildren();
      return null;
    }
    String raw = WireJson.raw(json, bytes, offset);
    boolean scalar = token.isScalarValue() && token != JsonToken.VALUE_STRING;
    boolean empty = !scalar && raw.substring(1, raw.length() - 1).isBlank();
    return empty ? null : Json.ofText(raw);
  }

  /** Takes those of a piece. */
  void add(Map<String, Json> members) {
    members.forEach(
        (name, json) -> pieces.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(json));
  }

  /** Passes on each with all that was said of it: to the byte where that was always the same. */
  void forEach(BiConsumer<String, Json> action) {
    pieces.forEach((name, said) -> action.accept(name, joined(name, said)));
  }

  private static Json joined(String name, List<Json> said) {
    boolean signed = name.equals(ThinkingBlocks.TYPE) && said.stream().allMatch(Json::isValid);
    return signed ? ThinkingBlocks.joined(said) : joined(said);
  }

  private static Json joined(List<Json> said) {
    Json last = said.get(said.size() - 1);
    boolean same = true;
    boolean texts = true;
    boolean lists = true;
    boolean objects = true;
    for (Json piece : said) {
      if (!piece.isValid()) {
        return last;
      }
      same &= piece.equals(last);
      texts &= piece.value() instanceof String;
      lists &= piece.value() instanceof List;
      objects &= piece.isObject();
    }
    if (same) {
      return last;
    }
    return texts ? text(said) : lists ? list(said) : objects ? object(said) : last;
  }

  private static Json text(List<Json> said) {
    StringBuilder all = new StringBuilder();
    said.forEach(piece -> all.append(piece.value()));
    return Json.ofValue(all.toString());
  }

  private static Json object(List<Json> said) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (Json piece : said) {
      merge(piece.asObject(), all);
    }
    return Json.ofValue(all);
  }

  /** Elements with the same {@code index} are one, of which more is known later. */
  private static Json list(List<Json> said) {
    Map<Object, Map<String, @Nullable Object>> numbered = new HashMap<>();
    List<@Nullable Object> all = new ArrayList<>();
    for (Json piece : said) {
      for (Object element : piece.value() instanceof List<?> list ? list : List.of()) {
        Object index = element instanceof Map<?, ?> members ? members.get("index") : null;
        if (index == null) {
          all.add(element);
        } else if (element instanceof Map<?, ?> members) {
          Map<String, @Nullable Object> known = numbered.get(index);
          if (known == null) {
            known = new LinkedHashMap<>();
            numbered.put(index, known);
            all.add(known);
          }
          merge(members, known);
        }
      }
    }
    return Json.ofValue(all);
  }

  private static void merge(Map<?, ?> later, Map<String, @Nullable Object> into) {
    later.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          if (!saysNothing(value) || !into.containsKey(name)) {
            into.put(name, value);
          }
        });
  }

  private static boolean saysNothing(@Nullable Object value) {
    return value == null
        || (value instanceof String text && text.isEmpty())
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }
}
