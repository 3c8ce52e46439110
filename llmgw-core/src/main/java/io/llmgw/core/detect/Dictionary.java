package io.llmgw.core.detect;

import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.WordList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Words of the host, found in one pass: a tree of pieces, which are words, blanks and single marks,
 * in one flat table that is asked once for each piece of a text. Text that begins none of the words
 * costs one look for each of its pieces, however many words there are. Immutable and thread-safe.
 */
final class Dictionary {
  /** What findings call the rule. */
  static final String RULE = "WORDS";

  private static final char APOSTROPHE_LETTER = '\u02bc';
  private static final int ROOT = 0;
  private static final int NONE = -1;

  /** No piece of a word is longer. */
  private static final int LONGEST = WordList.LONGEST;

  private static final long EMPTY = 0;
  private static final long SEED = 0x9E3779B97F4A7C15L;

  /** For each slot the hash of a node and a piece; {@link #EMPTY} for none. */
  private long[] keys = new long[64];

  /** For each slot the node that this piece leads to. */
  private int[] nodes = new int[64];

  private int used;

  /** For each node the list whose word ends there; null for none. */
  private @Nullable WordList[] ends = new WordList[64];

  private int nodeCount = 1;

  Dictionary(List<WordList> lists) {
    FoldedText folded = new FoldedText();
    for (WordList list : lists) {
      for (String word : list.words()) {
        folded.read(word.strip());
        add(folded, list);
      }
    }
  }

  private void add(FoldedText word, WordList list) {
    int node = ROOT;
    for (int at = 0; at < word.length(); at = pieceEnd(word, at)) {
      long key = key(node, word, at, pieceEnd(word, at));
      int next = node(key);
      node = next == NONE ? put(key) : next;
    }
    if (node != ROOT && ends[node] == null) {
      ends[node] = list; // a word of two lists is of the first
    }
  }

  private int put(long key) {
    if (used * 2 >= keys.length) {
      grow();
    }
    if (nodeCount == ends.length) {
      ends = Arrays.copyOf(ends, nodeCount * 2);
    }
    used++;
    place(key, nodeCount);
    return nodeCount++;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldNodes = nodes;
    keys = new long[oldKeys.length * 2];
    nodes = new int[oldNodes.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != EMPTY) {
        place(oldKeys[i], oldNodes[i]);
      }
    }
  }

  private void place(long key, int node) {
    int slot = slot(key);
    keys[slot] = key;
    nodes[slot] = node;
  }

  private int node(long key) {
    int slot = slot(key);
    return keys[slot] == key ? nodes[slot] : NONE;
  }

  /** The slot of this key, or the free one where it would stand. */
  private int slot(long key) {
    int slot = (int) key & (keys.length - 1);
    while (keys[slot] != EMPTY && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  /** Adds what there is in the text, the longest words, none within another. */
  void look(FoldedText text, List<Finding> found) {
    int at = 0;
    while (at < text.length()) {
      at = look(text, at, found);
    }
  }

  /** Looks for words that begin at this piece; returns where to go on. */
  private int look(FoldedText text, int start, List<Finding> found) {
    int afterFirst = pieceEnd(text, start);
    int node = ROOT;
    int end = NONE;
    WordList best = null;
    int at = start;
    while (at < text.length()) {
      int next = at == start ? afterFirst : pieceEnd(text, at);
      node = next - at > LONGEST && !isBlank(text.at(at)) ? NONE : node(key(node, text, at, next));
      if (node == NONE) {
        break;
      }
      at = next;
      WordList ended = ends[node];
      if (ended != null) {
        best = ended;
        end = at;
      }
    }
    if (best == null) {
      return afterFirst;
    }
    if (text.isOfOriginal(end)) {
      found.add(
          new Finding(
              best.type(),
              text.originStart(start, end),
              text.originEnd(start, end),
              best.confidence(),
              RULE));
    }
    return end;
  }

  /**
   * Where the piece ends that begins here: blanks, a word, or one mark. In scripts that write no
   * blanks between words each letter is a piece.
   */
  private static int pieceEnd(FoldedText text, int start) {
    char first = text.at(start);
    int at = start + 1;
    if (Character.isWhitespace(first)) {
      while (at < text.length() && Character.isWhitespace(text.at(at))) {
        at++;
      }
    } else if (isOfWord(first)) {
      while (at < text.length() && isOfWord(text.at(at))) {
        at++;
      }
    }
    return at;
  }

  /** An apostrophe is a mark, also the one that is a letter by its name. */
  private static boolean isOfWord(char c) {
    return Words.isJoined(c) && c != APOSTROPHE_LETTER;
  }

  /**
   * A hash of the node and the piece, of 64 bits: that two are equal by chance is not to be
   * expected.
   */
  private static long key(int node, FoldedText text, int start, int end) {
    long hash = (node + 1) * SEED;
    if (isBlank(text.at(start))) {
      hash = mix(hash, ' ');
    } else {
      for (int i = start; i < end; i++) {
        hash = mix(hash, plain(text.at(i)));
      }
    }
    hash ^= hash >>> 32;
    return hash == EMPTY ? SEED : hash;
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c);
  }

  private static long mix(long hash, char c) {
    return (Long.rotateLeft(hash, 7) ^ c) * SEED;
  }

  /** The letter in lower case, without its accent; an apostrophe as keyboards have it. */
  private static char plain(char c) {
    if (c == '\u2019' || c == APOSTROPHE_LETTER || c == '\u00b4' || c == '`') {
      return '\'';
    }
    char bare = Accents.without(c);
    return bare < 0x80
        ? (bare >= 'A' && bare <= 'Z' ? (char) (bare + 32) : bare)
        : Character.toLowerCase(Character.toUpperCase(bare));
  }
}
