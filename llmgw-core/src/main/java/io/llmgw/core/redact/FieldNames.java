package io.llmgw.core.redact;

import io.llmgw.api.content.TextKind;

/** Names of fields, which say what their values are as the words before a value in a text do. */
final class FieldNames {
  private static final String METADATA = "metadata.";
  private static final String EXTRA = "extraBody.";

  /** A longer one names nothing. */
  private static final int LONGEST = 60;

  private FieldNames() {}

  /** The name of the innermost field that holds the text at this path; empty for none. */
  static String of(String path, TextKind kind) {
    String name =
        switch (kind) {
          case TOOL_ARGUMENT, TOOL_RESULT -> innermost(path);
          case EXTRA_BODY -> ofExtra(path);
          case METADATA -> path.substring(METADATA.length());
          default -> "";
        };
    return name.length() > LONGEST ? "" : name;
  }

  /** The field itself where none is named within it. */
  private static String ofExtra(String path) {
    String name = innermost(path);
    return name.isEmpty() ? path.substring(EXTRA.length(), path.lastIndexOf('#')) : name;
  }

  /** Of a JSON pointer, the last of its names that is no index of an array. */
  private static String innermost(String path) {
    int pointer = path.indexOf('#');
    int end = path.length();
    while (pointer >= 0) {
      int slash = path.lastIndexOf('/', end - 1);
      if (slash < pointer) {
        break;
      }
      String name = path.substring(slash + 1, end);
      if (!isIndex(name)) {
        return name.replace("~1", "/").replace("~0", "~");
      }
      end = slash;
    }
    return "";
  }

  private static boolean isIndex(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
