package io.llmgw.api.content;

/** Sees one text that leaves the process, and says what it becomes. */
@FunctionalInterface
public interface TextVisitor {
  /**
   * Returns the replacement, or the same text to leave it; never null.
   *
   * @param path where the text stands, e.g. {@code messages[2].parts[0].text}; a string inside JSON
   *     continues with {@code #} and a JSON pointer: {@code
   *     tools[0].parameters#/properties/x/description}, and where it is the name of a field, ends
   *     with a further {@code #}
   * @param kind what the text is
   * @param text the text, decoded; JSON that is invalid is one text. A whole number of arguments
   *     and results of tools and of extra fields is a text as well, and a string if it becomes
   *     another
   */
  String visit(String path, TextKind kind, String text);
}
