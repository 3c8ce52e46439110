package io.llmgw.providers.answer;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells a provider's codes from other words that stand in their place. */
final class CodeWords {
  private static final int LONGEST = 48;
  private static final int LONGEST_ID = 128;
  private static final int MOST_DIGITS = 8;

  /** Codes of real answers beside those that tell the kind of an error. */
  private static final Set<String> OTHERS =
      Set.of(
          "api_error",
          "badrequesterror",
          "cancelled",
          "deadline_exceeded",
          "image_generation_user_error",
          "insufficient_permissions",
          "internal",
          "internal_error",
          "internal_server_error",
          "invalid_function_parameters",
          "invalid_image_file",
          "invalid_model",
          "invalid_organization",
          "invalid_type",
          "invalid_value",
          "missing_required_parameter",
          "no_scripted_answer_left", // the provider of llmgw-test, of a test that is to be mended
          "server_error",
          "string_above_max_length",
          "timeout_error",
          "tokens",
          "too_many_tokens",
          "tool_use_failed",
          "unsupported_country_region_territory",
          "unsupported_parameter",
          "unsupported_value",
          "vector_store_timeout");

  private static final List<String> KEY_PREFIXES =
      List.of(
          "sk-", "sk_", "pk-", "pk_", "gsk_", "key-", "bearer", "basic", "xai-", "hf_", "r8_",
          "aiza", "akia", "eyj");

  private CodeWords() {}

  /** Whether it is a code that is known: it may be shown to anybody. */
  static boolean isKnown(String text) {
    return OTHERS.contains(text.toLowerCase(Locale.ROOT))
        || Refusals.isKnown(text)
        || AwsErrors.isKnown(text);
  }

  /** Whether it looks like the id of a request, and not like prose or a key. */
  static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c) && c != ':') {
        return false;
      }
    }
    return !text.isEmpty()
        && text.length() <= LONGEST_ID
        && !startsLikeAKey(text.toLowerCase(Locale.ROOT));
  }

  /** Whether it looks like a code, and not like prose, a key or an id. */
  static boolean isCode(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c)) {
        return false;
      }
      digits += c >= '0' && c <= '9' ? 1 : 0;
    }
    return !text.isEmpty()
        && text.length() <= LONGEST
        && digits <= MOST_DIGITS
        && !startsLikeAKey(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isPlain(char c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  }

  private static boolean startsLikeAKey(String lowerText) {
    for (String prefix : KEY_PREFIXES) {
      if (lowerText.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
