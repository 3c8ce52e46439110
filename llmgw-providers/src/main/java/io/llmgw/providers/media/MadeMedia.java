package io.llmgw.providers.media;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Media that a model made, as parts of its answer. */
public final class MadeMedia {
  private static final String DATA = "data:";
  private static final String BASE64 = ";base64";
  private static final String USUAL_IMAGE = "png";

  private MadeMedia() {}

  /**
   * An image by what an answer has for it: an address, also one that holds the bytes, or the bytes
   * in Base64.
   *
   * @param format what the answer calls their format, such as {@code webp}; null for nothing
   * @return null when it cannot be read
   */
  public static @Nullable Part image(String said, @Nullable String format) {
    try {
      return Part.image(media(said, format));
    } catch (IllegalArgumentException e) {
      return null; // without the cause, whose message may quote the answer
    }
  }

  private static Media media(String said, @Nullable String format) {
    if (said.regionMatches(true, 0, DATA, 0, DATA.length())) {
      return ofDataAddress(said);
    }
    String scheme = said.substring(0, Math.max(0, said.indexOf(':'))).toLowerCase(Locale.ROOT);
    return scheme.equals("https") || scheme.equals("http")
        ? Media.of(URI.create(said))
        : image(Base64.getDecoder().decode(said), format);
  }

  /** RFC 2397, of which hosts write the form with Base64 alone. */
  private static Media ofDataAddress(String address) {
    int comma = address.indexOf(',');
    int end = comma - BASE64.length();
    if (end < DATA.length() || !address.regionMatches(true, end, BASE64, 0, BASE64.length())) {
      throw new IllegalArgumentException("no data in Base64");
    }
    byte[] bytes = Base64.getDecoder().decode(address.substring(comma + 1));
    String type = MediaBytes.bareType(address.substring(DATA.length(), end));
    return type.startsWith("image/") ? Media.restored(bytes, type) : image(bytes, null);
  }

  /**
   * An image by its bytes: of the type that they begin as, else of the one that the answer names.
   *
   * @param format what the answer calls their format, such as {@code webp}; null for nothing
   * @throws IllegalArgumentException if there are none
   */
  public static Media.Bytes image(byte[] bytes, @Nullable String format) {
    Media.Bytes told = told(bytes);
    if (told != null && told.mediaType().startsWith("image/")) {
      return told;
    }
    boolean isWord = format != null && format.chars().allMatch(Character::isLetterOrDigit);
    String word = isWord ? String.valueOf(format).toLowerCase(Locale.ROOT) : USUAL_IMAGE;
    return Media.restored(bytes, "image/" + word);
  }

  /**
   * Sound by its bytes: of the type that they begin as, else of the format that was asked for.
   * Samples without a head are what a host means by WAV that has none, as those that stream do.
   *
   * @param format what the request calls it, such as {@code pcm16}; null for nothing
   * @throws IllegalArgumentException if there are none
   */
  public static Media.Bytes sound(byte[] bytes, @Nullable String format) {
    String asked = format == null ? "" : format.toLowerCase(Locale.ROOT);
    Media.Bytes told = asked.startsWith("pcm") ? null : told(bytes);
    if (told != null && told.mediaType().startsWith("audio/")) {
      return told;
    }
    String type =
        switch (asked) {
          case "mp3" -> "audio/mpeg";
          case "aac" -> "audio/aac";
          case "flac" -> "audio/flac";
          case "opus" -> "audio/ogg";
          default -> "audio/pcm";
        };
    return Media.restored(bytes, type);
  }

  private static Media.@Nullable Bytes told(byte[] bytes) {
    try {
      return Media.of(bytes);
    } catch (IllegalArgumentException unknown) {
      return null; // the provider knows
    }
  }
}
