package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.List;

/**
 * A field called "value" beside one whose text is the name of a secret, as in the manifests of
 * Kubernetes and in attributes of XML: {@code name: DB_PASSWORD}, {@code value: ...}.
 */
final class ValueField {
  private static final List<String> FIELDS = List.of("name", "key");
  private static final String VALUE = "value";
  private static final String SIGNS = ":=";

  /** What may stand between the two fields. */
  private static final String BETWEEN = "\"'`\\, \t\r\n;";

  private static final int MOST_BETWEEN = 48;
  private static final int MOST_CLOSING = 8;

  private ValueField() {}

  /**
   * Where the name of that field begins; less than 0 if there is none.
   *
   * @param start where the name of the secret begins
   * @param end index after its last char
   */
  static int start(FoldedText text, int start, int end) {
    if (!isText(text, start)) {
      return -1;
    }
    int at = past(text, end, BETWEEN, MOST_BETWEEN);
    return text.hasAt(at, VALUE) && signEnd(text, at) > 0 ? at : -1;
  }

  /** Behind the sign of the field that begins here; less than 0 if it has none. */
  static int signEnd(FoldedText text, int start) {
    int at = past(text, nameEnd(start), "\"'\\ \t", MOST_CLOSING);
    return SIGNS.indexOf(text.at(at)) >= 0 ? at + 1 : -1;
  }

  /** Where the name of the field ends that begins here. */
  static int nameEnd(int start) {
    return start + VALUE.length();
  }

  /** Where the content of the element begins of which the name of a secret is an attribute. */
  static int content(FoldedText text, int start, int end) {
    boolean isElement = QuotedValue.isQuote(text.at(end)) && text.at(end + 1) == '>';
    return isElement && isText(text, start) ? end + 2 : -1;
  }

  /** Whether what begins here is the text of a field for names. */
  private static boolean isText(FoldedText text, int start) {
    int at = pastBefore(text, start, "\"'`\\ \t");
    if (SIGNS.indexOf(text.at(at - 1)) < 0) {
      return false;
    }
    at = pastBefore(text, at - 1, "\"'`\\ \t");
    for (String field : FIELDS) {
      if (text.hasAt(at - field.length(), field)) {
        return true;
      }
    }
    return false;
  }

  private static int past(FoldedText text, int index, String chars, int most) {
    int at = index;
    while (at - index < most && chars.indexOf(text.at(at)) >= 0) {
      at++;
    }
    return at;
  }

  private static int pastBefore(FoldedText text, int index, String chars) {
    int at = index;
    while (index - at < MOST_CLOSING && chars.indexOf(text.at(at - 1)) >= 0) {
      at--;
    }
    return at;
  }
}
