package io.llmgw.providers.answer;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ways in which providers write "in so long" and "at that time". Total: whatever the
 * text, the result is null or lies between zero and {@link #MOST}.
 */
final class Delays {
  /** Nothing waits longer on the word of a header: 1 hour. */
  static final Duration MOST = Duration.ofHours(1);

  private static final int LONGEST_TEXT = 64;
  private static final int MOST_DIGITS = 15; // so many are exact in a double
  private static final double FIRST_EPOCH_SECOND = 1e9; // in 2001; no delay is that long
  private static final double FIRST_EPOCH_MILLI = 1e11; // as seconds: in the year 5138

  // RFC 9110, 5.6.7: the preferred form, then the two obsolete ones a recipient must read.
  private static final List<DateTimeFormatter> HTTP_DATES =
      List.of(
          DateTimeFormatter.RFC_1123_DATE_TIME,
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC),
          new DateTimeFormatterBuilder()
              .appendPattern("EEE MMM ")
              .padNext(2)
              .appendValue(ChronoField.DAY_OF_MONTH)
              .appendPattern(" HH:mm:ss yyyy")
              .toFormatter(Locale.ENGLISH)
              .withZone(ZoneOffset.UTC));

  private Delays() {}

  /** A number of milliseconds, perhaps with a fraction; null for anything else. */
  static @Nullable Duration millis(@Nullable String text) {
    double number = number(text);
    return number >= 0 ? ofSeconds(number / 1e3) : null;
  }

  /** A number of seconds, perhaps with a fraction; null for anything else. */
  static @Nullable Duration seconds(@Nullable String text) {
    double number = number(text);
    return number >= 0 ? ofSeconds(number) : null;
  }

  /** An HTTP date, as the time from now until then; null for anything else and for the past. */
  static @Nullable Duration untilHttpDate(@Nullable String text, Instant now) {
    Instant then = httpDate(text);
    return then == null || then.isBefore(now) ? null : until(then, now);
  }

  /** An HTTP date; null for anything else. */
  static @Nullable Instant httpDate(@Nullable String text) {
    if (text == null || text.length() > LONGEST_TEXT) {
      return null;
    }
    String date = text.strip();
    for (DateTimeFormatter form : HTTP_DATES) {
      try {
        TemporalAccessor parsed = form.parse(date);
        return Instant.from(parsed);
      } catch (DateTimeException e) {
        // The next form may fit.
      }
    }
    return null;
  }

  /**
   * When a limit is reset: seconds, a duration as Go writes it, seconds or milliseconds since 1970,
   * or a time in RFC 3339. What lies in the past is zero; anything else is null.
   */
  static @Nullable Duration reset(@Nullable String text, Instant now) {
    if (text == null || text.length() > LONGEST_TEXT) {
      return null;
    }
    String value = text.strip();
    double number = number(value);
    if (number >= FIRST_EPOCH_MILLI) {
      return ofSeconds(Math.max(0, number / 1e3 - now.toEpochMilli() / 1e3));
    }
    if (number >= FIRST_EPOCH_SECOND) {
      return ofSeconds(Math.max(0, number - now.toEpochMilli() / 1e3));
    }
    if (number >= 0) {
      return ofSeconds(number);
    }
    if (value.indexOf('T') > 0) {
      try {
        return until(OffsetDateTime.parse(value).toInstant(), now);
      } catch (DateTimeException e) {
        return null;
      }
    }
    return goDuration(value);
  }

  /** A duration as Go and protobuf write it; null for anything else. */
  static @Nullable Duration span(@Nullable String text) {
    return text == null || text.length() > LONGEST_TEXT ? null : goDuration(text.strip());
  }

  /** As Go's time.ParseDuration: 1h2m3.5s, 17.4s, 12ms. */
  private static @Nullable Duration goDuration(String text) {
    double seconds = 0;
    int at = 0;
    while (at < text.length()) {
      int digits = at;
      while (at < text.length() && isNumeric(text.charAt(at))) {
        at++;
      }
      double number = decimal(text, digits, at);
      int unit = at;
      while (at < text.length() && !isNumeric(text.charAt(at))) {
        at++;
      }
      seconds += number * secondsPer(text, unit, at);
    }
    return seconds >= 0 && !text.isEmpty() ? ofSeconds(seconds) : null; // NaN is not >= 0
  }

  private static boolean isNumeric(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static double secondsPer(String text, int from, int to) {
    if (to - from == 1) {
      return switch (text.charAt(from)) {
        case 's' -> 1;
        case 'm' -> 60;
        case 'h' -> 3600;
        case 'd' -> 86400;
        default -> Double.NaN;
      };
    }
    if (to - from != 2 || text.charAt(from + 1) != 's') {
      return Double.NaN;
    }
    return switch (text.charAt(from)) {
      case 'n' -> 1e-9;
      case 'u', '\u00b5', '\u03bc' -> 1e-6;
      case 'm' -> 1e-3;
      default -> Double.NaN;
    };
  }

  /** Digits with at most one point among them, read without a copy; NaN for anything else. */
  private static double decimal(String text, int from, int to) {
    long digits = 0;
    long scale = 0; // 0 until the point is seen
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '.' && scale == 0) {
        scale = 1;
      } else if (c == '.') {
        return Double.NaN;
      } else {
        digits = 10 * digits + (c - '0');
        scale *= 10;
      }
    }
    boolean exact = to - from <= MOST_DIGITS;
    boolean none = to - from <= (scale == 0 ? 0 : 1);
    if (none || !exact) {
      return number(text.substring(from, to));
    }
    return (double) digits / Math.max(scale, 1);
  }

  /** The number that the whole text is, NaN for anything else. */
  private static double number(@Nullable String text) {
    if (text == null || text.length() > LONGEST_TEXT) {
      return Double.NaN;
    }
    String digits = text.strip();
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      // Java's own parser would take NaN, Infinity, hexadecimal and a suffix as well.
      if (!isNumeric(c) && "eE+-".indexOf(c) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Duration until(Instant then, Instant now) {
    if (then.isBefore(now)) {
      return Duration.ZERO;
    }
    return then.isAfter(now.plus(MOST)) ? MOST : Duration.between(now, then);
  }

  private static Duration ofSeconds(double seconds) {
    if (seconds >= MOST.toSeconds()) {
      return MOST;
    }
    return Duration.ofNanos(Math.round(seconds * 1e9)); // 0.012 s are 12,000,000 ns, not one less
  }
}
