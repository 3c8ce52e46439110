package io.llmgw.providers.gemini.request;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a model takes, as far as its id says: docs "thinking", "function calling" and "thought
 * signatures" at ai.google.dev.
 *
 * @param version its version, as 205 for 2.5; the largest number for a name without one, that of
 *     the first that thinks for a model that was tuned, whose address does not say it
 * @param kind which of its generation it is
 */
public record GeminiGeneration(int version, Kind kind) {
  /** The models of one generation. */
  public enum Kind {
    /** The large one. */
    PRO,
    /** The quick one. */
    FLASH,
    /** The small one. */
    FLASH_LITE,
    /** None of Gemini's. */
    OTHER
  }

  private static final int NEWEST = Integer.MAX_VALUE;
  private static final int FIRST_THINKING = 205;
  private static final int GEMINI_3 = 300;
  private static final String GEMINI = "gemini-";
  private static final String TUNED = "endpoints/";
  private static final Pattern VERSION =
      Pattern.compile("(?<![^-])(\\d{1,2})(?:\\.(\\d{1,2}))?(?![^-])");

  /** Reads an id such as {@code gemini-2.5-flash-lite-preview-09-2025}. */
  public static GeminiGeneration of(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    int name = id.lastIndexOf(GEMINI);
    if (name < 0) {
      return new GeminiGeneration(id.contains(TUNED) ? FIRST_THINKING : 0, Kind.OTHER);
    }
    String rest = id.substring(name + GEMINI.length());
    Kind kind = Kind.PRO;
    if (rest.contains("flash")) {
      kind = rest.contains("lite") ? Kind.FLASH_LITE : Kind.FLASH;
    }
    return new GeminiGeneration(version(rest), kind);
  }

  /** A model without a number is a new one: gemini-flash-latest. A longer number is a date. */
  private static int version(String rest) {
    Matcher number = VERSION.matcher(rest);
    if (!number.find()) {
      return NEWEST;
    }
    String minor = number.group(2);
    return 100 * Integer.parseInt(number.group(1)) + (minor == null ? 0 : Integer.parseInt(minor));
  }

  /** Whether it thinks, and can be told how much. */
  public boolean thinks() {
    return version >= FIRST_THINKING;
  }

  /** Whether it is told a level, where others are told a budget. */
  boolean hasLevels() {
    return version >= GEMINI_3;
  }

  /** Whether it answers as a schema says, and calls tools, in one request. */
  boolean hasToolsBesideFormat() {
    return version >= GEMINI_3;
  }

  /** Whether it takes media in the result of a tool. */
  boolean seesResults() {
    return version >= GEMINI_3;
  }

  /** Whether it refuses a call of the turn under way that has no signature. */
  boolean wantsSignatures() {
    return version >= GEMINI_3;
  }

  /** Whether it has no middle between little and much thought. */
  boolean hasTwoLevels() {
    return version == GEMINI_3 && kind == Kind.PRO;
  }
}
