package io.llmgw.core.redact;

/**
 * Whether a text that is wanted as JSON is that, seen char by char, and where its strings begin.
 * Models say a word before or instead of it, and fence it: it is JSON from a bracket or a quote on
 * that only blanks and the beginning of a fence come before, for as long as nothing stands outside
 * of its strings that cannot stand there. Not thread-safe.
 */
final class JsonShape {
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

  /**
   * The beginning of a text.
   *
   * @param isWanted whether JSON is wanted; else it is none, whatever it looks like
   */
  JsonShape(boolean isWanted) {
    this.isWanted = isWanted;
    this.place = isWanted ? Place.BEFORE : Place.PROSE;
  }

  /**
   * That of the text which is joined to this one: it goes on with JSON that has not ended, and
   * begins some only outside of a URL.
   */
  JsonShape following(boolean isInUrl) {
    JsonShape next = new JsonShape(isWanted);
    if (isInUrl) {
      next.isProse();
    }
    if (isJson() && (depth > 0 || place == Place.IN_STRING)) {
      next.place = place;
      next.depth = depth;
    }
    return next;
  }

  /** Whether values are escaped here, and backslashes escape. */
  boolean isJson() {
    return place == Place.OUTSIDE_STRING || place == Place.IN_STRING;
  }

  /** It is not, or no more. */
  void isProse() {
    place = Place.PROSE;
  }

  /** A value comes next: none begins JSON, or follows it. */
  void beforeValue() {
    if (!isJson() || (depth == 0 && place == Place.OUTSIDE_STRING)) {
      isProse();
    }
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
      case IN_STRING -> place = c == '"' ? Place.OUTSIDE_STRING : place;
      case PROSE -> {}
    }
    return false;
  }

  private void before(char c) {
    if (c == '`') {
      ticks++;
      place = ticks == FENCE.length() ? Place.FENCE_WORD : place;
    } else if (ticks % FENCE.length() != 0) {
      isProse();
    } else if (c == '"') {
      place = Place.IN_STRING;
    } else if (c == '{' || c == '[') {
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
    if (depth == 0) {
      place = Character.isWhitespace(c) ? place : Place.PROSE;
    } else if (c == '{' || c == '[') {
      depth++;
    } else if (c == '}' || c == ']') {
      depth--;
    } else if (c == '"') {
      place = Place.IN_STRING;
    } else if (OUTSIDE.indexOf(c) < 0) {
      isProse();
    }
  }
}
