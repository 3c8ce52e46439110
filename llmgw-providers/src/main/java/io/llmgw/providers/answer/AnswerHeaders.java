package io.llmgw.providers.answer;

import org.jspecify.annotations.Nullable;

/** The header fields of an answer, in the order they came; names are compared without case. */
public interface AnswerHeaders {
  /** The number of fields. */
  int size();

  /** The name of a field as it came. */
  String name(int index);

  /** The value of a field. */
  String value(int index);

  /** The value of the first field of that name, null when there is none. */
  default @Nullable String first(String name) {
    for (int i = 0; i < size(); i++) {
      if (name(i).equalsIgnoreCase(name)) {
        return value(i);
      }
    }
    return null;
  }
}
