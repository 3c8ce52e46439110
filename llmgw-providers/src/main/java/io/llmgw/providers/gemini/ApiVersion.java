package io.llmgw.providers.gemini;

/** Versions of Google's APIs, which are a part of every path: v1, v1beta, v1beta1. */
final class ApiVersion {
  private ApiVersion() {}

  static String checked(String version) {
    checkPlain("version", version, "");
    return version;
  }

  /** Checks a segment of a path that is written as it is. */
  static void checkPlain(String property, String value, String others) {
    boolean fits = !value.isEmpty();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      fits &= letter || (c >= '0' && c <= '9') || others.indexOf(c) >= 0;
    }
    if (!fits || value.startsWith(".")) {
      throw new IllegalArgumentException(
          property
              + " has letters"
              + (others.isEmpty() ? "" : ", any of '" + others + "'")
              + " and digits, not '"
              + value
              + "'");
    }
  }
}
