package io.llmgw.cache.store;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.json.Json;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Provenance;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.temporal.TemporalUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link EntryOutput} has written. The bytes may be anything: no length is believed that
 * goes beyond them, and no number beyond what a call can have, so nothing is made that is larger
 * than they are, by now or in a sum of many. Whatever is wrong is an {@link
 * IllegalArgumentException} or another runtime exception. For one thread.
 */
final class EntryInput {
  private static final int LONGEST_AMOUNT = 256;
  private static final int LARGEST_SCALE = 200;

  /** More than anybody pays for a call, in any currency. */
  private static final BigDecimal MOST_MONEY = BigDecimal.TEN.pow(30);

  /** Of all attempts of a call together; thousands of calls still fit a long. */
  private static final long MOST_TOKENS = 1L << 50;

  private final ByteBuffer in;

  EntryInput(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  boolean isAtEnd() {
    return !in.hasRemaining();
  }

  long number() {
    return in.getLong();
  }

  int small() {
    return in.getInt();
  }

  /** A time from 0 to this one. */
  Duration time(TemporalUnit unit, Duration longest) {
    Duration time = Duration.of(number(), unit);
    if (time.isNegative() || time.compareTo(longest) > 0) {
      throw new IllegalArgumentException("a time of " + time);
    }
    return time;
  }

  /** How many things follow, each of at least so many bytes. */
  int count(int bytesOfOne) {
    int count = in.getInt();
    if (count < 0 || (long) count * bytesOfOne > in.remaining()) {
      throw new IllegalArgumentException("a count of " + count + " is more than there is");
    }
    return count;
  }

  @Nullable String textOr() {
    int length = in.getInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || (long) length * Character.BYTES > in.remaining()) {
      throw new IllegalArgumentException("a text of " + length + " chars is more than there is");
    }
    char[] chars = new char[length];
    in.asCharBuffer().get(chars);
    in.position(in.position() + length * Character.BYTES);
    return new String(chars);
  }

  String text() {
    return Objects.requireNonNull(textOr(), "text");
  }

  private byte[] raw() {
    byte[] raw = new byte[count(1)];
    in.get(raw);
    return raw;
  }

  Map<String, String> texts() {
    int count = count(2 * Integer.BYTES);
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(text(), text());
    }
    return values;
  }

  Map<String, Json> jsons() {
    int count = count(2 * Integer.BYTES);
    Map<String, Json> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(text(), Json.ofText(text()));
    }
    return values;
  }

  Usage usage() {
    Usage.Builder usage = Usage.builder();
    for (String kind = textOr(); kind != null; kind = textOr()) {
      TokenKind known = TokenKind.valueOf(kind);
      Provenance provenance = Provenance.valueOf(text());
      long tokens = number();
      switch (provenance) {
        case REPORTED -> usage.reported(known, tokens);
        case ESTIMATED -> usage.estimated(known, tokens);
        case UNKNOWN -> usage.atLeast(known, tokens);
      }
    }
    Usage all = usage.build();
    if (!all.isAtMost(MOST_TOKENS)) {
      throw new IllegalArgumentException("more than " + MOST_TOKENS + " tokens");
    }
    return all;
  }

  Cost cost() {
    String amount = textOr();
    String currency = text();
    Provenance provenance = Provenance.valueOf(text());
    return new Cost(amount == null ? null : money(amount), currency, provenance);
  }

  /** Measured before anything is computed with it: of a few chars it may have a billion digits. */
  private static BigDecimal money(String written) {
    if (written.length() > LONGEST_AMOUNT) {
      throw new IllegalArgumentException("an amount of " + written.length() + " chars");
    }
    BigDecimal amount = new BigDecimal(written);
    boolean isShort = amount.scale() >= -LARGEST_SCALE && amount.scale() <= LARGEST_SCALE;
    if (!isShort || amount.compareTo(MOST_MONEY) > 0) {
      throw new IllegalArgumentException("an amount of money that nobody pays");
    }
    return amount;
  }

  Part media() {
    String kind = text();
    return switch (kind) {
      case "image" -> {
        Part.Image.Detail detail = Part.Image.Detail.valueOf(text());
        yield new Part.Image(mediaOf(), detail);
      }
      case "audio" -> new Part.Audio(mediaOf());
      case "video" -> new Part.Video(mediaOf());
      case "document" -> {
        String name = textOr();
        boolean cited = small() == 1;
        yield new Part.Document(mediaOf(), name, cited);
      }
      default -> throw new IllegalArgumentException("an unknown kind of media");
    };
  }

  private Media mediaOf() {
    boolean isLink = small() == 1;
    String type = textOr();
    return isLink
        ? new Media.Link(URI.create(text()), type)
        : Media.restored(raw(), Objects.requireNonNull(type, "type"));
  }
}
