package io.llmgw.providers.answer;

import java.util.Locale;

/**
 * Reads the values of {@code RateLimit} and {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-
 * headers): {@code "name";r=50;t=30, ...}, and as older drafts have it, {@code limit=100,
 * remaining=50, reset=5}. Never throws.
 */
final class LimitList {
  private static final int LONGEST_NAME = 48;

  /** Is told each fact of the list. */
  interface Facts {
    /**
     * One fact.
     *
     * @param name of the allowance, lower case; empty where it has none
     * @param field {@code limit}, {@code remaining} or {@code reset}
     */
    void take(String name, String field, String value);
  }

  private final String text;
  private final Facts facts;
  private String name = "";

  private LimitList(String text, Facts facts) {
    this.text = text;
    this.facts = facts;
  }

  static void read(String text, Facts facts) {
    new LimitList(text, facts).read();
  }

  private void read() {
    int from = 0;
    boolean quoted = false;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? ',' : text.charAt(i);
      quoted ^= c == '"';
      boolean ends = i == text.length() || (!quoted && (c == ';' || c == ','));
      if (ends) {
        take(text.substring(from, i).strip());
        from = i + 1;
      }
      if (ends && c == ',') {
        name = ""; // of the next member
      }
    }
  }

  private void take(String part) {
    int equals = part.indexOf('=');
    if (part.startsWith("\"")) {
      String bare = part.substring(1, Math.max(1, part.length() - 1)).toLowerCase(Locale.ROOT);
      name = isName(bare) ? bare : name; // Hugging Face has words about its policy before it
    } else if (equals > 0) {
      String field = field(part.substring(0, equals));
      if (!field.isEmpty()) {
        facts.take(name, field, part.substring(equals + 1));
      }
    }
  }

  private static String field(String key) {
    return switch (key) {
      case "q", "limit" -> "limit";
      case "r", "remaining" -> "remaining";
      case "t", "reset" -> "reset";
      default -> "";
    };
  }

  /** Whether it names something: what is prose may be anything. */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= LONGEST_NAME;
  }
}
