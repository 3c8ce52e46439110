package io.llmgw.core.redact.url;

import java.util.Set;

/**
 * Attributes of HTML whose values are addresses, seen char by char: {@code src} and {@code href},
 * and whatever ends so, wherever they stand before an equals sign; those whose names are words as
 * well, within a tag. Not thread-safe.
 */
final class UrlAttributes {
  /**
   * HTML, "Attributes" of the index, and older ones that browsers know; {@code style} holds CSS,
   * {@code content} where a page sends its reader on, with {@code url=} or without (4.2.5.3).
   */
  private static final Set<String> IN_TAGS =
      Set.of(
          "action",
          "archive",
          "background",
          "base",
          "cite",
          "classid",
          "codebase",
          "content",
          "data",
          "formaction",
          "icon",
          "longdesc",
          "manifest",
          "ping",
          "poster",
          "profile",
          "srcdoc",
          "style",
          "usemap");

  private static final int LONGEST = 16;

  /** Where in a tag a text is, as browsers read it (HTML, 13.2.5). */
  private enum Place {
    OUTSIDE,
    OPENING,
    NAME,
    ATTRIBUTES,
    VALUE,
    UNQUOTED,
    QUOTED
  }

  private final StringBuilder word = new StringBuilder(LONGEST);

  /** Whether the word is over, and only blanks have followed. */
  private boolean isOver;

  private Place place = Place.OUTSIDE;
  private char quote;

  /** The beginning of a text. */
  UrlAttributes() {}

  /** One that goes on from where the other one is. */
  UrlAttributes(UrlAttributes other) {
    this.word.append(other.word);
    this.isOver = other.isOver;
    this.place = other.place;
    this.quote = other.quote;
  }

  /** Sees the next char; true if it is the equals sign before an address. */
  boolean see(char c) {
    boolean isInTag = place == Place.ATTRIBUTES;
    place = next(c);
    char lower = UrlBounds.lower(c);
    if (UrlBounds.isWord(lower)) {
      if (isOver || word.length() == LONGEST) {
        word.delete(0, isOver ? LONGEST : 1);
        isOver = false;
      }
      word.append(lower);
      return false;
    }
    if (UrlBounds.isBlank(c)) {
      isOver = true;
      return false;
    }
    boolean isAddress = c == '=' && names(word.toString(), isInTag);
    word.setLength(0);
    return isAddress;
  }

  private static boolean names(String word, boolean isInTag) {
    return word.endsWith("src")
        || word.endsWith("href")
        || word.endsWith("srcset")
        || (isInTag && IN_TAGS.contains(word));
  }

  private Place next(char c) {
    boolean isBlank = UrlBounds.isBlank(c);
    if (c == '>' && place != Place.QUOTED) {
      return Place.OUTSIDE;
    }
    return switch (place) {
      case OUTSIDE -> outside(c);
      case OPENING -> Character.isLetter(c) ? Place.NAME : outside(c);
      case NAME -> isBlank || c == '/' ? Place.ATTRIBUTES : name(c);
      case ATTRIBUTES -> c == '=' ? Place.VALUE : Place.ATTRIBUTES;
      case VALUE -> isBlank ? Place.VALUE : value(c);
      case UNQUOTED -> isBlank ? Place.ATTRIBUTES : Place.UNQUOTED;
      case QUOTED -> c == quote ? Place.ATTRIBUTES : Place.QUOTED;
    };
  }

  private static Place outside(char c) {
    return c == '<' ? Place.OPENING : Place.OUTSIDE;
  }

  /** Browsers take any char into the name of a tag; such a one loads nothing. */
  private static Place name(char c) {
    boolean isOfName = Character.isLetterOrDigit(c) || c == ':' || c == '-';
    return isOfName ? Place.NAME : outside(c);
  }

  private Place value(char c) {
    quote = c;
    return c == '"' || c == '\'' ? Place.QUOTED : Place.UNQUOTED;
  }

  /** Forgets the text so far. */
  void clear() {
    word.setLength(0);
    isOver = false;
    place = Place.OUTSIDE;
  }
}
