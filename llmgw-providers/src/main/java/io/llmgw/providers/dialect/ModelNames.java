package io.llmgw.providers.dialect;

/**
 * Some of the models of a host, by their names: by how they begin, and by what is in them behind
 * that. A model that was tuned ({@code ft:}) is what it was made of.
 *
 * @param beginning how the names begin
 * @param later what stands anywhere behind it; empty where that does not matter
 */
record ModelNames(String beginning, String later) {
  private static final String TUNED = "ft:";

  /** Those of a pattern: a beginning, and where it has an asterisk, what stands behind it. */
  static ModelNames of(String pattern) {
    int any = pattern.indexOf('*');
    return any < 0
        ? new ModelNames(pattern, "")
        : new ModelNames(pattern.substring(0, any), pattern.substring(any + 1));
  }

  /** Whether the model is one of them. */
  boolean have(String model) {
    int from = model.startsWith(TUNED) ? TUNED.length() : 0;
    return model.startsWith(beginning, from)
        && (later.isEmpty() || model.indexOf(later, from + beginning.length()) >= 0);
  }

  String inWords() {
    return "`" + beginning + "..." + (later.isEmpty() ? "" : later + "...") + "`";
  }
}
