package io.llmgw.core.detect.crypto;

import io.llmgw.core.detect.FoldedText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The 2,048 English words of BIP 39, in their order, which is that of the alphabet (bitcoin/bips,
 * {@code bip-0039/english.txt}). Read from the jar when the first scanner is made that needs them.
 * Immutable and thread-safe.
 */
final class SeedWords {
  /** A word has this many letters at least. */
  static final int SHORTEST = 3;

  /** A word has this many letters at most. */
  static final int LONGEST = 8;

  private static final String FILE = "bip39-english.txt";
  private static final int BITS_PER_LETTER = 5;
  private static final int SLOT_BITS = 12;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  /** The letters of each word as a number; 0 for an empty slot. */
  private final long[] words = new long[1 << SLOT_BITS];

  /** The place in the list of the word in the same slot. */
  private final short[] indices = new short[1 << SLOT_BITS];

  private SeedWords(List<String> list) {
    FoldedText word = new FoldedText();
    for (int i = 0; i < list.size(); i++) {
      word.read(list.get(i));
      long letters = letters(word, 0, word.length());
      int slot = slot(letters);
      words[slot] = letters;
      indices[slot] = (short) i;
    }
  }

  /** The list. */
  static SeedWords english() {
    return English.WORDS;
  }

  /** Loaded at the first use. */
  private static final class English {
    private static final SeedWords WORDS = read();
  }

  private static SeedWords read() {
    try (InputStream in = SeedWords.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing in the jar of llmgw-core");
      }
      String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return new SeedWords(all.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The place in the list of the word between these places, in any case; -1 if it is none. */
  int index(FoldedText text, int from, int to) {
    int length = to - from;
    if (length < SHORTEST || length > LONGEST) {
      return -1;
    }
    long letters = letters(text, from, to);
    int slot = slot(letters);
    return letters != 0 && words[slot] == letters ? indices[slot] : -1;
  }

  /** Where the word stands, or the free slot where it would. */
  private int slot(long letters) {
    int slot = (int) (letters * SEED >>> (Long.SIZE - SLOT_BITS));
    while (words[slot] != letters && words[slot] != 0) {
      slot = (slot + 1) & (words.length - 1);
    }
    return slot;
  }

  /** The letters as a number; 0 if one is none of those that words are made of. */
  private static long letters(FoldedText text, int from, int to) {
    long letters = 0;
    for (int i = from; i < to; i++) {
      int letter = (text.at(i) | 0x20) - 'a' + 1;
      if (letter < 1 || letter > 26) {
        return 0;
      }
      letters = letters << BITS_PER_LETTER | letter;
    }
    return letters;
  }
}
