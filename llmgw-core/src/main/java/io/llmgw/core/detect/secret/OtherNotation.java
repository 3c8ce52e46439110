package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;
import java.util.List;
import java.util.function.Predicate;

/** How counts, dates, versions, references, paths and files are written, and few passwords. */
final class OtherNotation {
  private static final AsciiSet UPPER = ValueReader.UPPER;
  private static final AsciiSet LETTERS = ValueReader.LETTERS;
  private static final AsciiSet DIGITS = ValueReader.DIGITS;
  private static final AsciiSet ALNUM = LETTERS.and("0123456789");

  private static final AsciiSet ABOUT = AsciiSet.of("<>~");
  private static final AsciiSet COUNTED = DIGITS.and(".,:/+-");
  private static final int LONGEST_UNIT = 4;

  private static final AsciiSet MONTH_OR_WEEK = DIGITS.and("W");
  private static final AsciiSet DAY = DIGITS.and("-");
  private static final AsciiSet TIME = DIGITS.and(".:");
  private static final AsciiSet OFFSET = DIGITS.and(":");
  private static final AsciiSet SIGN = AsciiSet.of("+-");
  private static final int YEAR = 4;
  private static final int MOST_OF_DAY = 6;

  private static final AsciiSet ALLOWED = AsciiSet.of("^~v");
  private static final AsciiSet BUILD = ALNUM.and(".-");

  private static final int MOST_OF_REFERENCE = 3;

  private static final AsciiSet STEP = ALNUM.and("_.~-");
  private static final AsciiSet LINK = AsciiSet.of("-_");
  private static final int SHORTEST_SUFFIX = 2;
  private static final int LONGEST_SUFFIX = 4;

  private static final List<Predicate<ValueReader>> ALL =
      List.of(
          OtherNotation::isMeasure,
          OtherNotation::isDate,
          OtherNotation::isVersion,
          OtherNotation::isReference,
          OtherNotation::isPath,
          OtherNotation::isFile);

  private OtherNotation() {}

  /** Whether this value is written as one of them. */
  static boolean is(FoldedText text, Assigned value) {
    ValueReader reader = new ValueReader(text, value);
    int start = reader.place();
    for (Predicate<ValueReader> each : ALL) {
      reader.back(start);
      if (each.test(reader) && reader.isAtEnd()) {
        return true;
      }
    }
    return false;
  }

  /** Counts, fractions, times and numbers with a unit. */
  private static boolean isMeasure(ValueReader reader) {
    reader.one(ABOUT);
    if (!reader.one(DIGITS)) {
      return false;
    }
    reader.many(COUNTED);
    if (!reader.one('%') && !reader.one('\u00b5')) {
      reader.one('\u00b0');
    }
    reader.many(LETTERS, LONGEST_UNIT);
    reader.one('%');
    return true;
  }

  private static boolean isDate(ValueReader reader) {
    boolean isDay =
        reader.many(DIGITS, YEAR) == YEAR
            && reader.one('-')
            && reader.one(MONTH_OR_WEEK)
            && reader.many(DAY, MOST_OF_DAY) > 0;
    if (!isDay || !reader.one('T')) {
      return isDay;
    }
    return reader.many(TIME) > 0
        && (reader.isAtEnd() || reader.one('Z') || (reader.one(SIGN) && reader.many(OFFSET) > 0));
  }

  private static boolean isVersion(ValueReader reader) {
    reader.one(ALLOWED);
    int parts = reader.many(DIGITS) > 0 ? 1 : 0;
    while (parts > 0 && reader.one('.')) {
      if (reader.many(DIGITS) == 0) {
        return false;
      }
      parts++;
    }
    return parts > 1 && (!reader.one(SIGN) || reader.many(BUILD) > 0);
  }

  /** The number of a flight, a ticket or the like. */
  private static boolean isReference(ValueReader reader) {
    if (reader.many(UPPER, MOST_OF_REFERENCE) == 0) {
      return false;
    }
    reader.one('-');
    return reader.many(DIGITS) > 0 && (!reader.one('-') || reader.many(DIGITS) > 0);
  }

  private static boolean isPath(ValueReader reader) {
    reader.many(STEP);
    boolean isPath = reader.one('/') && reader.many(STEP) > 0;
    while (isPath && reader.one('/')) {
      isPath = reader.many(STEP) > 0;
    }
    return isPath;
  }

  private static boolean isFile(ValueReader reader) {
    boolean isName = reader.many(LETTERS) > 0;
    while (isName && reader.one(LINK)) {
      isName = reader.many(ALNUM) > 0;
    }
    return isName
        && reader.one('.')
        && reader.many(ValueReader.LOWER, LONGEST_SUFFIX) >= SHORTEST_SUFFIX;
  }
}
