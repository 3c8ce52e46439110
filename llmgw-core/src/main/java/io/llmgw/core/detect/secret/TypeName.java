package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;

/** The type of a column, or how long a value may be: {@code varchar(255)}, {@code minLength[8]}. */
final class TypeName {
  /** Those that may stand without a length. */
  private static final AnyOf CHARS =
      AnyOf.of("char", "char2", "nchar", "nchar2", "varchar", "varchar2", "nvarchar", "nvarchar2");

  private static final AnyOf OTHERS =
      AnyOf.of(
          "binary",
          "varbinary",
          "text",
          "bytes",
          "bytea",
          "string",
          "number",
          "numeric",
          "decimal",
          "int",
          "bigint",
          "smallint",
          "tinyint",
          "integer",
          "raw",
          "size",
          "length",
          "minlength",
          "maxlength",
          "min",
          "max");

  private static final AnyOf MOST = AnyOf.of("max");
  private static final AnyOf COMMA = AnyOf.of(",", " ,", ", ", " , ");
  private static final AnyOf UNITS = AnyOf.of(" byte", " char");
  private static final AsciiSet OPENING = AsciiSet.of("([");
  private static final AsciiSet CLOSING = AsciiSet.of(")]");
  private static final int LONGEST = 40;
  private static final int MOST_DIGITS = 9;

  private TypeName() {}

  /** Whether this value is one. */
  static boolean is(FoldedText text, Assigned value) {
    if (value.end() - value.start() > LONGEST) {
      return false;
    }
    ValueReader reader = new ValueReader(text, value);
    boolean isOfChars = reader.one(CHARS);
    if (!isOfChars && !reader.one(OTHERS)) {
      return false;
    }
    return (isOfChars && reader.isAtEnd())
        || (reader.one(OPENING) && isLength(reader) && reader.one(CLOSING) && reader.isAtEnd());
  }

  private static boolean isLength(ValueReader reader) {
    if (reader.one(MOST)) {
      return true;
    }
    boolean isOne = reader.many(ValueReader.DIGITS, MOST_DIGITS) > 0;
    if (isOne && reader.one(COMMA)) {
      isOne = reader.many(ValueReader.DIGITS, MOST_DIGITS) > 0;
    }
    if (isOne) {
      reader.one(UNITS);
    }
    return isOne;
  }
}
