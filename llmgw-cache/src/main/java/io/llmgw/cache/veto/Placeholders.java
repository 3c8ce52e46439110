package io.llmgw.cache.veto;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What redaction has put in place of personal data. The answer is restored by its placeholders, so
 * the same ones have to stand in the same order.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("<[A-Z][A-Z0-9_]{1,48}>");

  private Placeholders() {}

  /** All of them, in order. */
  static List<String> of(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return List.copyOf(found);
  }

  /** The text with a blank in place of each: what they are is compared by itself. */
  static String without(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(" ");
  }
}
