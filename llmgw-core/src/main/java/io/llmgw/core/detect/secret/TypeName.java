package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.FoldedText;
import java.util.Locale;
import java.util.regex.Pattern;

/** The type of a column, or how long a value may be: {@code varchar(255)}, {@code minLength[8]}. */
final class TypeName {
  private static final Pattern TYPE =
      Pattern.compile(
          "n?+(?:var)?+char2?+|(?:"
              + "n?+(?:var)?+char2?+|(?:var)?+binary|text|bytes|bytea|string|number|numeric|decimal"
              + "|(?:big|small|tiny)?+int|integer|raw|size|(?:min|max)?+length|min|max"
              + ")[(\\[](?:[0-9]{1,9}+(?: ?, ?[0-9]{1,9}+)?+(?: (?:byte|char))?+|max)[)\\]]");

  private static final int LONGEST = 40;

  private TypeName() {}

  /** Whether this value is one. */
  static boolean is(FoldedText text, Assigned value) {
    return value.end() - value.start() <= LONGEST
        && Character.isLetter(text.at(value.start()))
        && TYPE.matcher(text.part(value.start(), value.end()).toLowerCase(Locale.ROOT)).matches();
  }
}
