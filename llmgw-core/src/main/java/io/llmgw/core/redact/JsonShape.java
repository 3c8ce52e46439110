package io.llmgw.core.redact;

import org.jspecify.annotations.Nullable;

/**
 * Whether a text that is wanted as JSON is that, seen char by char, and where its strings begin.
 * Models say a word before or instead of it, and fence it: it is JSON from a bracket or a quote on
 * that only blanks and the beginning of a fence come before, for as long as nothing stands outside
 * of its strings that cannot stand there. A string of it that begins with a bracket may hold JSON
 * itself. Not thread-safe.
 */
final class JsonShape {
  /** What {@link #escapes} says where no value can stand. */
  static final int NO_VALUE = -1;

  private static final String FENCE = "```";

  /** What may stand outside of strings, brackets apart: numbers, literals and what parts them. */
  private static final String OUTSIDE = "0123456789+-.eEtrufalsn:, \t\r\n";

  private enum Place {
    BEFORE,
    FENCE_WORD,
    OUTSIDE_STRING,
    IN_STRING,
    PROSE
  }

  private Place place;
  private int ticks;
  private int depth;

  private final boolean isWanted;

  /** How many strings it stands in. */
  private final int level;

  /** Whether only blanks came so far in this string. */
  private boolean isStringBlank;

  /** What the string holds that is open, JSON or what began like it; null for other text. */
  private @Nullable NestedJson nested;

  /**
   * The beginning of a text.
   *
   * @param isWanted whether JSON is wanted; else it is none, whatever it looks like
   */
  JsonShape(boolean isWanted) {
    this(isWanted, 0, isWanted ? Place.BEFORE : Place.PROSE);
  }

  private JsonShape(boolean isWanted, int level, Place place) {
    this.isWanted = isWanted;
    this.level = level;
    this.place = place;
  }

  /** That of the JSON in a string, whose first bracket was seen. */
  static JsonShape nested(int level) {
    JsonShape shape = new JsonShape(true, level, Place.OUTSIDE_STRING);
    shape.depth = 1;
    return shape;
  }

  /** Another one that goes on from here. */
  JsonShape copy() {
    JsonShape copy = new JsonShape(isWanted, level, place);
    copy.ticks = ticks;
    copy.depth = depth;
    copy.isStringBlank = isStringBlank;
    copy.nested = nested == null ? null : nested.copy();
    return copy;
  }

  /**
   * That of the text which is joined to this one: it goes on with JSON that has not ended, and
   * begins some only outside of a URL.
   */
  JsonShape following(boolean isInUrl) {
    if (isJson() && (depth > 0 || place == Place.IN_STRING)) {
      return copy();
    }
    JsonShape next = new JsonShape(isWanted);
    if (isInUrl) {
      next.isProse();
    }
    return next;
  }

  /** Whether values are escaped here, and backslashes escape. */
  boolean isJson() {
    return place == Place.OUTSIDE_STRING || place == Place.IN_STRING;
  }

  boolean isInString() {
    return place == Place.IN_STRING;
  }

  /** It is not, or no more. */
  void isProse() {
    place = Place.PROSE;
    nested = null;
  }

  /** A value comes next: none begins JSON, or follows it. */
  void beforeValue() {
    if (!isJson() || isBetween()) {
      isProse();
    }
    isStringBlank = false;
    if (nested != null) {
      nested.beforeValue();
    }
  }

  /**
   * How often a value that comes next is escaped: 0 in prose, once in JSON, once more for each
   * string around it that holds JSON; {@link #NO_VALUE} where none can stand.
   */
  int escapes() {
    if (!isJson() || isBetween()) {
      return 0;
    }
    if (level > NestedJson.MOST) {
      return NO_VALUE;
    }
    int more = nested == null ? 0 : nested.escapes();
    return more == NO_VALUE ? NO_VALUE : more + 1;
  }

  /** Whether one array or object has ended, and nothing else begun. */
  private boolean isBetween() {
    return depth == 0 && place == Place.OUTSIDE_STRING;
  }

  /**
   * Sees the next char that is no part of an escape.
   *
   * @return whether it is the quote that opens a string within an array or object
   */
  boolean see(char c) {
    switch (place) {
      case BEFORE -> before(c);
      case FENCE_WORD -> place = fenceWord(c);
      case OUTSIDE_STRING -> {
        outside(c);
        return c == '"' && place == Place.IN_STRING;
      }
      case IN_STRING -> {
        if (c == '"') {
          place = Place.OUTSIDE_STRING;
          nested = null;
        } else {
          inString(c);
        }
      }
      case PROSE -> {}
    }
    return false;
  }

  /** Sees what an escape stands for. */
  void seeEscaped(char c) {
    if (place == Place.IN_STRING) {
      inString(c);
    }
  }

  /**
   * What the char that was seen last says to whoever reads all JSON within JSON; {@link
   * NestedJson#NOTHING} in the midst of an escape there.
   */
  int said(char c) {
    return nested == null ? c : nested.said();
  }

  private void inString(char c) {
    if (nested != null) {
      nested.see(c);
    } else if (isStringBlank && !Character.isWhitespace(c)) {
      isStringBlank = false;
      nested = level <= NestedJson.MOST && isOpening(c) ? new NestedJson(level + 1, c) : null;
    }
  }

  private void opensString() {
    place = Place.IN_STRING;
    isStringBlank = true;
  }

  private void before(char c) {
    if (c == '`') {
      ticks++;
      place = ticks == FENCE.length() ? Place.FENCE_WORD : place;
    } else if (ticks % FENCE.length() != 0) {
      isProse();
    } else if (c == '"') {
      opensString();
    } else if (isOpening(c)) {
      place = Place.OUTSIDE_STRING;
      depth = 1;
    } else if (!Character.isWhitespace(c)) {
      isProse();
    }
  }

  private Place fenceWord(char c) {
    if (Character.isLetterOrDigit(c)) {
      return Place.FENCE_WORD;
    }
    if (Character.isWhitespace(c)) {
      return Place.BEFORE;
    }
    before(c);
    return place == Place.FENCE_WORD ? Place.PROSE : place;
  }

  private void outside(char c) {
    if (depth == 0 && !(level > 0 && isOpening(c))) { // a string may hold one for each line
      place = Character.isWhitespace(c) ? place : Place.PROSE;
    } else if (isOpening(c)) {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    } else if (c == '"') {
      opensString();
    } else if (OUTSIDE.indexOf(c) < 0) {
      isProse();
    }
  }

  private static boolean isOpening(char c) {
    return c == '{' || c == '[';
  }
}
