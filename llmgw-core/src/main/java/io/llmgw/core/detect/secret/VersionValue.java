package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.regex.Pattern;

/**
 * The version of a package, or a range of them, as it stands behind the name of one that deals with
 * passwords and tokens.
 */
final class VersionValue {
  private static final String FIRST = "^~=<>v0123456789";
  private static final String REST = "(?:[-+.][A-Za-z]{1,12}+[0-9]{0,4}+|[-+.][0-9]{1,8}+)*+";

  /**
   * Behind a sign that compares, or with three numbers of up to three digits: else it is a date.
   */
  private static final String ONE =
      "(?:(?:[\\^~=<>]{1,2}+ ?v?+[0-9]++(?:\\.(?:[0-9]++|[xX*]))++)"
          + "|(?:v?+[0-9]{1,3}+(?:\\.[0-9]{1,3}+){2,3}+))"
          + REST;

  private static final Pattern VERSIONS =
      Pattern.compile(ONE + "(?:(?: ?, ?| ?\\|\\| ?| - | )" + ONE + ")*+");

  private VersionValue() {}

  /** Whether this value is one. */
  static boolean is(FoldedText text, Assigned value) {
    return FIRST.indexOf(text.at(value.start())) >= 0
        && VERSIONS.matcher(text.part(value.start(), value.judgedEnd())).matches();
  }
}
