package io.llmgw.core.detect.crypto;

import io.llmgw.core.detect.FoldedText;
import io.llmgw.core.detect.Words;
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
  private static final int COUNT = 2048;
  private static final int LETTERS = 26;
  private static final int BITS_PER_LETTER = 5;
  private static final int BITS_PER_LONG = 6;
  private static final int SLOT_BITS = 12;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  /** The letters of each word as a number; 0 for an empty slot. */
  private final long[] words = new long[1 << SLOT_BITS];

  /** The place in the list of the word in the same slot. */
  private final short[] indices = new short[1 << SLOT_BITS];

  private final byte[] lengths = new byte[COUNT];

  /** A bit for each three letters that a word begins with: few of all there are. */
  private final long[] beginnings = new long[1 << SHORTEST * BITS_PER_LETTER - BITS_PER_LONG];

  private SeedWords(List<String> list) {
    for (int i = 0; i < list.size(); i++) {
      String word = list.get(i);
      long letters = 0;
      for (int at = 0; at < word.length(); at++) {
        letters = letters << BITS_PER_LETTER | letter(word.charAt(at));
        if (at + 1 == SHORTEST) {
          beginnings[(int) letters >> BITS_PER_LONG] |= 1L << letters;
        }
      }
      int slot = slot(letters);
      words[slot] = letters;
      indices[slot] = (short) i;
      lengths[i] = (byte) word.length();
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

  /** The place in the list of the word that begins here, in any case; -1 if it is none. */
  int index(FoldedText text, int start) {
    long letters = 0;
    int at = start;
    int letter = letter(text.at(at));
    while (letter > 0 && at - start < LONGEST) {
      letters = letters << BITS_PER_LETTER | letter;
      at++;
      if (at - start == SHORTEST && !isBeginning((int) letters)) {
        return -1;
      }
      letter = letter(text.at(at));
    }
    if (at - start < SHORTEST || letter > 0 || Words.isLetter(text.at(at))) {
      return -1;
    }
    int slot = slot(letters);
    return words[slot] == letters ? indices[slot] : -1;
  }

  /** How many letters the word has at this place of the list. */
  int length(int index) {
    return lengths[index];
  }

  private boolean isBeginning(int letters) {
    return (beginnings[letters >> BITS_PER_LONG] & 1L << letters) != 0;
  }

  /** Where the word stands, or the free slot where it would. */
  private int slot(long letters) {
    int slot = (int) (letters * SEED >>> (Long.SIZE - SLOT_BITS));
    while (words[slot] != letters && words[slot] != 0) {
      slot = (slot + 1) & (words.length - 1);
    }
    return slot;
  }

  /** The place of a letter in the alphabet, in any case; less than 1 for any other char. */
  private static int letter(char c) {
    int letter = (c | 0x20) - 'a' + 1;
    return letter <= LETTERS ? letter : 0;
  }
}
