package io.llmgw.core.detect.secret;

import io.llmgw.core.detect.AsciiSet;
import io.llmgw.core.detect.FoldedText;

/**
 * The version of a package, or a range of them, as it stands behind the name of one that deals with
 * passwords and tokens.
 */
final class VersionValue {
  private static final String FIRST = "^~=<>v0123456789";
  private static final AsciiSet COMPARING = AsciiSet.of("^~=<>");
  private static final AsciiSet ANY = AsciiSet.of("xX*");
  private static final AsciiSet PARTING = AsciiSet.of("-+.");
  private static final AnyOf BETWEEN =
      AnyOf.of(",", " ,", ", ", " , ", "||", " ||", "|| ", " || ", " - ", " ");

  private static final int MOST_COMPARING = 2;
  private static final int MOST_LETTERS = 12;
  private static final int MOST_BEHIND_LETTERS = 4;
  private static final int MOST_DIGITS = 8;
  private static final int MOST_OF_PART = 3;
  private static final int FEWEST_PARTS = 3;
  private static final int MOST_PARTS = 4;

  private VersionValue() {}

  /** Whether this value is one. */
  static boolean is(FoldedText text, Assigned value) {
    if (FIRST.indexOf(text.at(value.start())) < 0) {
      return false;
    }
    ValueReader reader = new ValueReader(text, value);
    boolean isVersion = isOne(reader);
    while (isVersion && !reader.isAtEnd()) {
      isVersion = reader.one(BETWEEN) && isOne(reader);
    }
    return isVersion;
  }

  /**
   * Behind a sign that compares, or with three numbers of up to three digits: else it is a date.
   */
  private static boolean isOne(ValueReader reader) {
    boolean isVersion =
        reader.many(COMPARING, MOST_COMPARING) > 0 ? isCompared(reader) : isAlone(reader);
    if (isVersion) {
      readRest(reader);
    }
    return isVersion;
  }

  private static boolean isCompared(ValueReader reader) {
    reader.one(' ');
    reader.one('v');
    boolean isOne = reader.many(ValueReader.DIGITS) > 0;
    int parts = 0;
    int end = reader.place();
    while (isOne && reader.one('.') && (reader.many(ValueReader.DIGITS) > 0 || reader.one(ANY))) {
      parts++;
      end = reader.place();
    }
    reader.back(end);
    return parts > 0;
  }

  private static boolean isAlone(ValueReader reader) {
    reader.one('v');
    int parts = 0;
    int end = reader.place();
    while (parts < MOST_PARTS
        && (parts == 0 || reader.one('.'))
        && reader.many(ValueReader.DIGITS, MOST_OF_PART) > 0) {
      parts++;
      end = reader.place();
    }
    reader.back(end);
    return parts >= FEWEST_PARTS;
  }

  /** As in {@code -rc1}, {@code .Final} and {@code +5}. */
  private static void readRest(ValueReader reader) {
    int end = reader.place();
    while (reader.one(PARTING) && isRest(reader)) {
      end = reader.place();
    }
    reader.back(end);
  }

  private static boolean isRest(ValueReader reader) {
    if (reader.many(ValueReader.LETTERS, MOST_LETTERS) > 0) {
      reader.many(ValueReader.DIGITS, MOST_BEHIND_LETTERS);
      return true;
    }
    return reader.many(ValueReader.DIGITS, MOST_DIGITS) > 0;
  }
}
