package io.llmgw.core.detect.crypto;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.core.detect.Cues;
import io.llmgw.core.detect.Findings;
import io.llmgw.core.detect.FoldedText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Words of the list that stand in a row with the same between them: blanks and ends of lines,
 * commas, or numbers. Says which of them are a phrase. Not thread-safe.
 */
final class SeedRun {
  /** The words of the shortest phrase. */
  static final int FEWEST = 12;

  private static final int MOST = 24;

  /** One more word in three: each stands for 11 bits, of which one in 33 is of the check. */
  private static final int STEP = 3;

  private static final int BITS_PER_WORD = 11;

  /** Words beside a phrase that are on the list by chance: "save", "then", "later". */
  private static final int MOST_BESIDE = 3;

  /**
   * From this length on the check says enough to look in the midst of a row, not at its ends alone.
   */
  private static final int STRONG = 18;

  /** How far before a phrase a cue stands. */
  private static final int REACH = 80;

  private static final Cues CUES =
      Cues.of(
          "seed phrase",
          "seed-phrase",
          "seed_phrase",
          "seedphrase",
          "seed words",
          "wallet seed",
          "wallet words",
          "wallet phrase",
          "recovery phrase",
          "recovery_phrase",
          "recovery seed",
          "recovery words",
          "backup phrase",
          "secret phrase",
          "mnemonic",
          "mnemonics",
          "bip39",
          "bip-39",
          "bip 39",
          "wiederherstellungsphrase",
          "wiederherstellungsworter",
          "phrase de recuperation",
          "phrase secrete",
          "frase semilla",
          "frase de recuperacion",
          "frase de recuperacao",
          "frase di recupero",
          "herstelzin",
          "fraza odzyskiwania");

  private enum Gap {
    PLAIN,
    COMMAS,
    NUMBERS,
    OTHER
  }

  private final FoldedText text;
  private final int[] indices;
  private final int[] starts;
  private final int[] ends;
  private int size;
  private Gap gap = Gap.PLAIN;

  /** One that can take in so many words. */
  SeedRun(FoldedText text, int most) {
    this.text = text;
    this.indices = new int[most];
    this.starts = new int[most];
    this.ends = new int[most];
  }

  /** Takes the next word in; judges what came before where it is written another way. */
  void add(int index, int start, int end, Findings found) {
    if (size > 0) {
      Gap before = gap(ends[size - 1], start);
      if (before == Gap.OTHER) {
        judge(found);
        size = 0;
      } else if (before != gap) {
        judge(found);
        keepLast();
      }
      gap = before;
    }
    indices[size] = index;
    starts[size] = start;
    ends[size++] = end;
  }

  /** The word before another kind of gap may be the first of what follows. */
  private void keepLast() {
    indices[0] = indices[size - 1];
    starts[0] = starts[size - 1];
    ends[0] = ends[size - 1];
    size = 1;
  }

  private Gap gap(int from, int to) {
    int digits = 0;
    int lines = 0;
    boolean hasComma = false;
    boolean hasStop = false;
    for (int i = from; i < to; i++) {
      char c = text.at(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (",;|".indexOf(c) >= 0) {
        hasComma = true;
      } else if (".:()#".indexOf(c) >= 0) {
        hasStop = true;
      } else if (" \t\r\n-_*\"'`[]".indexOf(c) < 0) {
        return Gap.OTHER;
      }
      lines += c == '\n' ? 1 : 0;
    }
    if (digits > 0) {
      return digits <= 2 ? Gap.NUMBERS : Gap.OTHER;
    }
    if (hasStop || lines > 2) {
      return Gap.OTHER;
    }
    return hasComma ? Gap.COMMAS : Gap.PLAIN;
  }

  /** Adds the phrases that are in it. */
  void judge(Findings found) {
    if (size < FEWEST) {
      return;
    }
    int cue = CUES.lastBefore(text, starts[STEP]);
    boolean isCued = cue >= 0 || CUES.isWithin(text, starts[0] - REACH, starts[0]);
    int from = 0;
    while (starts[from] < cue) {
      from++; // words of the cue that are on the list themselves
    }
    if (isPhrase(from, size, isCued)) {
      add(found, from, size, Confidence.HIGH);
    } else if (!lines(isCued, found)
        && !beside(from, isCued, found)
        && isCued
        && size - from >= FEWEST
        && size - from <= MOST + MOST_BESIDE) {
      add(found, from, size, Confidence.MEDIUM);
    }
  }

  /** Whether there are phrases that stand each on a line. */
  private boolean lines(boolean isCued, Findings found) {
    boolean hasOne = false;
    int from = 0;
    for (int i = 1; i <= size; i++) {
      if (i == size || isLineBetween(ends[i - 1], starts[i])) {
        if (i - from < size && isPhrase(from, i, isCued)) {
          add(found, from, i, Confidence.HIGH);
          hasOne = true;
        }
        from = i;
      }
    }
    return hasOne;
  }

  private boolean isLineBetween(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.at(i) == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a phrase with a few words of the list before or behind it. */
  private boolean beside(int from, boolean isCued, Findings found) {
    int most = size - from;
    for (int length = MOST; length >= FEWEST; length -= STEP) {
      int besides = most - length;
      int step = length >= STRONG ? 1 : Math.max(1, besides);
      for (int at = from;
          besides > 0 && besides <= MOST_BESIDE && at <= from + besides;
          at += step) {
        if (isPhrase(at, at + length, isCued)) {
          return add(found, at, at + length, Confidence.MEDIUM);
        }
      }
    }
    return false;
  }

  private boolean add(Findings found, int from, int to, Confidence confidence) {
    String rule = Entities.CRYPTO_SEED.name();
    found.add(Entities.CRYPTO_SEED, starts[from], ends[to - 1], confidence, rule);
    return true;
  }

  /**
   * Whether the check of these words is right, and they are no extract of the list or another
   * glossary.
   */
  private boolean isPhrase(int from, int to, boolean isCued) {
    int length = to - from;
    return length >= FEWEST
        && length <= MOST
        && length % STEP == 0
        && (isCued || !isAscending(from, to))
        && isRight(from, length);
  }

  private boolean isAscending(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (indices[i] <= indices[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bits behind the entropy are the first of its SHA-256. */
  private boolean isRight(int from, int length) {
    int checkBits = length / STEP;
    byte[] entropy = new byte[(length * BITS_PER_WORD - checkBits) / Byte.SIZE];
    int check = 0;
    for (int bit = 0; bit < length * BITS_PER_WORD; bit++) {
      int word = indices[from + bit / BITS_PER_WORD];
      int value = word >> (BITS_PER_WORD - 1 - bit % BITS_PER_WORD) & 1;
      if (bit < entropy.length * Byte.SIZE) {
        entropy[bit / Byte.SIZE] |= (byte) (value << (Byte.SIZE - 1 - bit % Byte.SIZE));
      } else {
        check = check << 1 | value;
      }
    }
    return (sha256(entropy)[0] & 0xFF) >> (Byte.SIZE - checkBits) == check;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
