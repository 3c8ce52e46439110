package io.llmgw.api.tokens;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The size of an image in pixels, read from the head of its bytes without decoding it.
 *
 * @param width at least 1
 * @param height at least 1
 */
record ImageSize(int width, int height) {
  /** What stands in for an image whose size nobody knows, such as one behind a link. */
  static final ImageSize USUAL = new ImageSize(1024, 1024);

  private static final int MAX_SEGMENTS = 1000;

  /** The size of a PNG, JPEG, GIF or WebP; null if it is none of these, or broken. */
  static @Nullable ImageSize of(ByteBuffer bytes) {
    ByteBuffer in = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
    if (in.limit() < 26) {
      return null;
    }
    return switch (in.getInt(0)) {
      case 0x89504e47 -> sized(in.getInt(16), in.getInt(20));
      case 0x47494638 -> sized(little(in, 6), little(in, 8));
      case 0x52494646 -> webp(in);
      default -> in.getShort(0) == (short) 0xffd8 ? jpeg(in) : null;
    };
  }

  private static int little(ByteBuffer in, int at) {
    return (in.get(at) & 0xff) | (in.get(at + 1) & 0xff) << 8;
  }

  /** WebP container specification: VP8 (RFC 6386, 9.1), VP8L and VP8X. */
  private static @Nullable ImageSize webp(ByteBuffer in) {
    if (in.limit() < 30) {
      return null;
    }
    return switch (in.getInt(12)) {
      case 0x56503820 -> sized(little(in, 26) & 0x3fff, little(in, 28) & 0x3fff);
      case 0x5650384c -> {
        int bits = little(in, 21) | little(in, 23) << 16;
        yield sized((bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1);
      }
      case 0x56503858 ->
          sized(
              (little(in, 24) | (in.get(26) & 0xff) << 16) + 1,
              (little(in, 27) | (in.get(29) & 0xff) << 16) + 1);
      default -> null;
    };
  }

  /** ITU T.81, B.1.1.4: segments up to the first start of frame, which has the size. */
  private static @Nullable ImageSize jpeg(ByteBuffer in) {
    int at = 2;
    for (int i = 0; i < MAX_SEGMENTS && at + 9 <= in.limit(); i++) {
      int marker = in.get(at + 1) & 0xff;
      boolean isFrame = marker >= 0xc0 && marker <= 0xcf;
      boolean isTable = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
      if ((in.get(at) & 0xff) != 0xff) {
        return null;
      } else if (marker == 0xff) {
        at++; // a fill byte
      } else if (isFrame && !isTable) {
        return sized(in.getShort(at + 7) & 0xffff, in.getShort(at + 5) & 0xffff);
      } else {
        at += 2 + (in.getShort(at + 2) & 0xffff);
      }
    }
    return null;
  }

  private static @Nullable ImageSize sized(int width, int height) {
    return width < 1 || height < 1 ? null : new ImageSize(width, height);
  }

  /** The size after it was made to fit into a box, if it does not. */
  ImageSize within(double maxWidth, double maxHeight) {
    return scaled(Math.min(1, Math.min(maxWidth / width, maxHeight / height)));
  }

  /** The size times a factor, at least 1 by 1. */
  ImageSize scaled(double factor) {
    return factor == 1
        ? this
        : new ImageSize(
            Math.max(1, (int) Math.round(width * factor)),
            Math.max(1, (int) Math.round(height * factor)));
  }

  /** How many squares of that side it takes to cover it. */
  long tiles(int side) {
    return Math.floorDiv(width - 1L + side, side) * Math.floorDiv(height - 1L + side, side);
  }

  /** The number of pixels. */
  long pixels() {
    return (long) width * height;
  }

  int shorter() {
    return Math.min(width, height);
  }
}
