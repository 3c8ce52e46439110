package io.llmgw.core.redact;

import io.llmgw.api.content.TextKind;
import java.util.Locale;
import java.util.Set;

/** Names of fields, which say what their values are as the words before a value in a text do. */
final class FieldNames {
  private static final String METADATA = "metadata.";
  private static final String EXTRA = "extraBody.";

  /** What says only that there is something: then the field around it says what. */
  private static final Set<String> GENERIC =
      Set.of("value", "val", "nr", "no", "num", "number", "id", "text", "content", "data");

  /** A longer one names nothing. */
  private static final int LONGEST = 60;

  private FieldNames() {}

  /**
   * The name of the innermost field that holds the text at this path and says what it is; empty for
   * none.
   */
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
    return name.isEmpty() || isGeneric(name)
        ? path.substring(EXTRA.length(), path.lastIndexOf('#'))
        : name;
  }

  /**
   * Of a JSON pointer, the last of its names that is no index of an array; one that is generic only
   * where no other is there.
   */
  private static String innermost(String path) {
    int pointer = path.indexOf('#');
    int end = path.length();
    String generic = "";
    while (pointer >= 0) {
      int slash = path.lastIndexOf('/', end - 1);
      if (slash < pointer) {
        break;
      }
      String name = path.substring(slash + 1, end);
      if (isGeneric(name)) {
        generic = generic.isEmpty() ? name : generic;
      } else if (!isIndex(name)) {
        return name.replace("~1", "/").replace("~0", "~");
      }
      end = slash;
    }
    return generic;
  }

  private static boolean isGeneric(String name) {
    return GENERIC.contains(name.toLowerCase(Locale.ROOT));
  }

  private static boolean isIndex(String name) {
    return name.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
