package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import org.jspecify.annotations.Nullable;

/**
 * What is taken where a setting of a telling name is not there: the {@code default} of a variable
 * of Terraform, and what stands behind {@code ||}, {@code ??} or {@code or} in a program.
 */
final class DefaultValue {
  private static final String DECLARATION = "variable \"";
  private static final String FIELD = "default";

  /** So far behind the name of a variable its default stands. */
  private static final int REACH = 400;

  private static final int MOST_CLOSING = 4;
  private static final int MOST_BLANKS = 16;

  private static final AnyOf OPERATORS = AnyOf.of(" || ", " ?? ", " ?: ", " or ");

  /** How a program names what is set from without. */
  private static final AnyOf SETTINGS = AnyOf.of("env.", "environ", "env[", "get(", "env(");

  private static final int REACH_OF_SETTINGS = 24;

  private DefaultValue() {}

  /** The value, in quotes; null if there is none. */
  static @Nullable Assigned read(FoldedText text, int start, int end) {
    if (text.isAt(start - DECLARATION.length(), DECLARATION) && text.isAt(end, "\" {")) {
      return ofVariable(text, end);
    }
    int at = end;
    while (at - end < MOST_CLOSING && "\"')]".indexOf(text.at(at)) >= 0) {
      at++;
    }
    int value = OPERATORS.past(text, at);
    return value > at && isOfSettings(text, start, end)
        ? Argument.doubtful(text, QuotedValue.read(text, value))
        : null;
  }

  private static boolean isOfSettings(FoldedText text, int start, int end) {
    for (int at = end - 1; at > start - REACH_OF_SETTINGS && text.at(at) > ' '; at--) {
      if (SETTINGS.isAt(text, at)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Assigned ofVariable(FoldedText text, int start) {
    for (int at = start; at - start < REACH && text.at(at) != '}' && text.at(at) != 0; at++) {
      if (text.isAt(at, FIELD) && text.at(at - 1) <= ' ') {
        int sign = pastBlanks(text, at + FIELD.length());
        return text.at(sign) == '=' ? QuotedValue.read(text, pastBlanks(text, sign + 1)) : null;
      }
    }
    return null;
  }

  private static int pastBlanks(FoldedText text, int index) {
    int at = index;
    while (at - index < MOST_BLANKS && text.at(at) == ' ') {
      at++;
    }
    return at;
  }
}
