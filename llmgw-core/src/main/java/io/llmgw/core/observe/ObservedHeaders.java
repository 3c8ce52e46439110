package io.llmgw.core.observe;

import io.llmgw.api.observe.AttemptObservation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The headers that observers add to a request: only what can be sent, what does not speak for the
 * caller, and not too much of it.
 */
final class ObservedHeaders implements BiConsumer<String, String> {
  /** Who looks on has no business with who is let in. */
  private static final Set<String> OF_OTHERS =
      Set.of("authorization", "proxy-authorization", "cookie", "api-key", "x-api-key");

  private static final String DELIMITERS = "\"(),/:;<=>?@[\\]{}"; // RFC 9110, 5.6.2

  private final Map<String, String> all = new LinkedHashMap<>();

  @Override
  public void accept(String name, String value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean room = all.size() < AttemptObservation.MOST_HEADERS || all.containsKey(lower);
    if (room && isToken(lower) && isPrintable(value) && !OF_OTHERS.contains(lower)) {
      all.put(lower, value);
    }
  }

  private static boolean isToken(String name) {
    return !name.isEmpty()
        && name.length() <= AttemptObservation.LONGEST_HEADER
        && name.chars().allMatch(c -> c > ' ' && c < 127 && DELIMITERS.indexOf(c) < 0);
  }

  private static boolean isPrintable(String value) {
    return value.length() <= AttemptObservation.LONGEST_HEADER
        && value.chars().allMatch(c -> c >= ' ' && c < 127);
  }

  Map<String, String> all() {
    return Collections.unmodifiableMap(all);
  }
}
