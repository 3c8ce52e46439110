package io.llmgw.api.tokens;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Part.Image.Detail;
import io.llmgw.api.route.ModelRef;
import java.util.Locale;

/**
 * The tokens of images, by the rules that providers publish, and of other media, roughly: nobody
 * here opens a document or measures a film.
 */
final class MediaTokens {
  private static final int BYTES_PER_PAGE = 50_000;
  private static final int USUAL_PAGES = 5;
  private static final int BYTES_PER_SOUND_SECOND = 16_000; // 128 kbit/s
  private static final int BYTES_PER_FILM_SECOND = 250_000; // 2 Mbit/s
  private static final int USUAL_SECONDS = 60;
  private static final int CHARS_PER_TOKEN = 4;

  private final String id;

  private MediaTokens(String id) {
    this.id = id;
  }

  /** The rules of one model. */
  static MediaTokens of(ModelRef model) {
    return new MediaTokens(model.model().toLowerCase(Locale.ROOT));
  }

  /** The tokens of an image, document, sound or film. */
  double of(Part part) {
    if (part instanceof Part.Image image) {
      return image(size(image.media()), image.detail());
    } else if (part instanceof Part.Document document) {
      return document(document.media());
    } else if (part instanceof Part.Audio audio) {
      return seconds(audio.media(), BYTES_PER_SOUND_SECOND) * (isGemini() ? 32 : 10);
    } else if (part instanceof Part.Video video) {
      return seconds(video.media(), BYTES_PER_FILM_SECOND) * (id.contains("gemini-3") ? 102 : 295);
    }
    return 0;
  }

  private static ImageSize size(Media media) {
    ImageSize size = media instanceof Media.Bytes bytes ? ImageSize.of(bytes.view()) : null;
    return size == null ? ImageSize.USUAL : size;
  }

  double image(ImageSize size, Detail detail) {
    if (id.contains("claude")) {
      return claude(size);
    } else if (isGemini()) {
      return gemini(size, detail);
    } else if (id.contains("stral")) {
      return mistral(size.within(1540, 1540));
    } else if (id.contains("qwen")) {
      return size.tiles(28);
    }
    return openAi(size, detail);
  }

  /**
   * docs.mistral.ai, Vision: patches of 28 pixels since Small 3.1, after fitting 1540 by 1540; a
   * token ends each row of them (mistral-common, ImageEncoder).
   */
  private static double mistral(ImageSize size) {
    return size.tiles(28) + new ImageSize(1, size.height()).tiles(28);
  }

  private boolean isGemini() {
    return id.contains("gemini");
  }

  /** docs.anthropic.com, Vision: pixels / 750, after fitting 1568 by 1568 and about 1600 tokens. */
  private static double claude(ImageSize size) {
    return Math.min(1600, size.within(1568, 1568).pixels() / 750.0);
  }

  /** ai.google.dev, Understand and count tokens; Media resolution for the third generation. */
  private double gemini(ImageSize size, Detail detail) {
    if (id.contains("gemini-3")) {
      return detail == Detail.LOW ? 280 : 1100;
    }
    boolean isSmall = size.width() <= 384 && size.height() <= 384;
    if (isSmall || detail == Detail.LOW) {
      return 258;
    }
    int unit = Math.max(256, Math.min(768, (int) (size.shorter() / 1.5)));
    return 258.0 * size.tiles(unit);
  }

  /** platform.openai.com, Images and vision: tiles of 512 pixels, or patches of 32. */
  private double openAi(ImageSize size, Detail detail) {
    boolean isSmall = id.contains("-mini") || id.contains("-nano");
    if (isSmall && !id.contains("4o-mini") && !id.contains("o1-") && !id.contains("o3-")) {
      return patches(size) * (id.contains("nano") ? 2.46 : id.contains("o4") ? 1.72 : 1.62);
    }
    ImageSize fitted = size.within(2048, 2048);
    long tiles = fitted.scaled(Math.min(1, 768.0 / fitted.shorter())).tiles(512);
    long counted = detail == Detail.LOW ? 0 : tiles;
    if (id.contains("4o-mini")) {
      return 2833 + 5667.0 * counted;
    } else if (id.contains("gpt-5")) {
      return 70 + 140.0 * counted;
    } else if (id.startsWith("o1") || id.startsWith("o3")) {
      return 75 + 150.0 * counted;
    }
    return 85 + 170.0 * counted;
  }

  private static double patches(ImageSize size) {
    return Math.min(1536, size.tiles(32));
  }

  private double document(Media media) {
    String type = media.mediaType();
    if (media instanceof Media.Bytes bytes && type != null && isText(type)) {
      return (double) bytes.size() / CHARS_PER_TOKEN;
    }
    double pages =
        media instanceof Media.Bytes bytes ? 1 + bytes.size() / BYTES_PER_PAGE : USUAL_PAGES;
    if (isGemini()) {
      return pages * (id.contains("gemini-3") ? 560 : 258);
    }
    return pages * (id.contains("claude") ? 2000 : 1000); // as text and as an image
  }

  private static boolean isText(String type) {
    return type.startsWith("text/") || type.startsWith("application/json");
  }

  private static double seconds(Media media, int bytesPerSecond) {
    return media instanceof Media.Bytes bytes
        ? Math.max(1, (double) bytes.size() / bytesPerSecond)
        : USUAL_SECONDS;
  }
}
