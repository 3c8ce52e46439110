package io.llmgw.core.detect.key;

import io.llmgw.api.redact.Confidence;
import io.llmgw.core.detect.FoldedText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is looked at when a key has its shape. */
enum KeyCheck {
  /** That it is not a row of the same chars, as in examples. */
  VARIED {
    @Override
    @Nullable Confidence judge(FoldedText text, int start, int end) {
      return Variety.of(text, start, end).isVaried() ? Confidence.HIGH : null;
    }
  },

  /** That digits and letters of both cases are mixed, where other words have the prefix as well. */
  RANDOM {
    @Override
    @Nullable Confidence judge(FoldedText text, int start, int end) {
      return Variety.of(text, start, end).isRandom() ? Confidence.MEDIUM : null;
    }
  },

  /**
   * That the last six chars are the CRC-32 of those before them, in base 62. A key of which they
   * are not may be an old one, or an example.
   */
  CRC {
    @Override
    @Nullable Confidence judge(FoldedText text, int start, int end) {
      if (VARIED.judge(text, start, end) == null) {
        return null;
      }
      return Crc32Tail.isValid(text, start, end) ? Confidence.HIGH : Confidence.MEDIUM;
    }
  };

  /** The check of this name; null for none. */
  static @Nullable KeyCheck of(String name) {
    for (KeyCheck each : values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return each;
      }
    }
    return null;
  }

  /**
   * How sure it is that these chars, without the prefix, are those of a key; null if they are not.
   */
  abstract @Nullable Confidence judge(FoldedText text, int start, int end);
}
