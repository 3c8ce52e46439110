package io.llmgw.api.content;

import io.llmgw.api.json.Json;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What content of every operation carries beside its own. Immutable and thread-safe; {@code
 * toString} shows sizes only.
 *
 * @param userId an id of the end user that the provider is told; not empty, null for none
 * @param extraBody fields that are put into the provider's request body as they are, by name
 * @param extraHeaders headers that are added to the provider's request, by lower-case name
 */
public record Extras(
    @Nullable String userId, Map<String, Json> extraBody, Map<String, String> extraHeaders) {
  /** Nothing at all. */
  public static final Extras NONE = new Extras(null, Map.of(), Map.of());

  /** Copies the maps in their order, and checks them: fields must be valid JSON. */
  public Extras {
    extraBody = copy(extraBody);
    extraHeaders = copy(extraHeaders);
    if (userId != null && userId.isEmpty()) {
      throw new IllegalArgumentException("the user id must not be empty");
    }
    extraBody.forEach(Extras::checkField);
    extraHeaders.forEach(Extras::checkHeader);
  }

  /** An unmodifiable copy in the same order, which Map.copyOf does not keep. */
  static <V> Map<String, V> copy(Map<String, V> map) {
    if (map.isEmpty()) {
      return Map.of();
    }
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.forEach(
        (key, value) -> {
          Objects.requireNonNull(key, "key");
          Objects.requireNonNull(value, "value");
        });
    return Collections.unmodifiableMap(copy);
  }

  private static void checkField(String name, Json value) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the name of an extra field must not be empty");
    }
    if (!value.isValid()) {
      throw new IllegalArgumentException("the extra field " + name + " must be valid JSON");
    }
  }

  /** RFC 9110, 5.1 and 5.5: a token, and a value without line breaks and NUL. */
  private static void checkHeader(String name, String value) {
    boolean token = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      token &= c > ' ' && c < 127 && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
    if (!token || !name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(
          "the name of an extra header must be a lower-case token of HTTP");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == '\0') {
        throw new IllegalArgumentException(
            "the extra header " + name + " must not have char " + (int) c);
      }
    }
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder(NONE);
  }

  /**
   * The texts as the visitor leaves them, as {@link RequestContent#mapText} does; this very object
   * if nothing changes.
   */
  public Extras mapText(TextVisitor visitor) {
    return mapText(new TextMapping(visitor));
  }

  Extras mapText(TextMapping text) {
    String mappedUser = userId == null ? null : text.text("userId", TextKind.USER_ID, userId);
    Map<String, Json> body =
        TextMapping.values(
            extraBody, (name, json) -> text.json("extraBody." + name, TextKind.EXTRA_BODY, json));
    Map<String, String> headers =
        TextMapping.values(
            extraHeaders,
            (name, value) -> text.text("extraHeaders." + name, TextKind.EXTRA_HEADER, value));
    boolean same =
        TextMapping.same(userId, mappedUser)
            && TextMapping.same(extraBody, body)
            && TextMapping.same(extraHeaders, headers);
    return same ? this : new Extras(mappedUser, body, headers);
  }

  /** The length of all of it in UTF-16 chars, as {@link RequestContent#textLength}. */
  public long textLength() {
    long length = userId == null ? 0 : userId.length();
    for (Json field : extraBody.values()) {
      length += field.text().length();
    }
    for (String header : extraHeaders.values()) {
      length += header.length();
    }
    return length;
  }

  /** The size. */
  @Override
  public String toString() {
    return "Extras[" + textLength() + " chars]";
  }

  /** Collects extras. Not thread-safe. */
  public static final class Builder {
    private @Nullable String userId;
    private @Nullable String baseUserId;
    private final Map<String, Json> extraBody = new LinkedHashMap<>();
    private final Map<String, String> extraHeaders = new LinkedHashMap<>();

    Builder(Extras base) {
      baseUserId = base.userId;
      extraBody.putAll(base.extraBody);
      extraHeaders.putAll(base.extraHeaders);
    }

    /** Sets the id of the end user; not empty, default none. */
    public void userId(String id) {
      if (userId != null) {
        throw new IllegalStateException("userId is set already");
      }
      userId = new Extras(id, Map.of(), Map.of()).userId;
    }

    /**
     * Adds a field to the provider's request body, or replaces the one of that name.
     *
     * @param value a {@link Json}, or what {@link Json#ofValue} takes
     */
    public void extraBody(String name, @Nullable Object value) {
      Json json = value instanceof Json given ? given : Json.ofValue(value);
      checkField(name, json);
      extraBody.put(name, json);
    }

    /** Adds a header to the provider's request, or replaces the one of that name. */
    public void extraHeader(String name, String value) {
      String lower = name.toLowerCase(Locale.ROOT);
      checkHeader(lower, value);
      extraHeaders.put(lower, value);
    }

    /** What was collected so far; the builder may go on. */
    public Extras build() {
      String user = userId == null ? baseUserId : userId;
      if (user == null && extraBody.isEmpty() && extraHeaders.isEmpty()) {
        return NONE;
      }
      return new Extras(user, extraBody, extraHeaders);
    }
  }
}
