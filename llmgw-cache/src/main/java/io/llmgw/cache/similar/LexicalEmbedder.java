package io.llmgw.cache.similar;

import io.llmgw.cache.TextEmbedder;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hashes the words of a text, pairs of them, and pieces of three and four chars, into a vector: two
 * texts are near where they have these in common. It knows nothing of meaning. Thread-safe.
 */
public final class LexicalEmbedder implements TextEmbedder {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
  private static final int DIMENSIONS = 384;
  private static final float WORD = 2;
  private static final float PAIR = 1;
  private static final float PIECE = 0.5f;
  private static final int SHORTEST_PIECE = 3;
  private static final int LONGEST_PIECE = 4;

  @Override
  public float[] embed(String text) {
    float[] vector = new float[DIMENSIONS];
    String before = "";
    String plain = Normalizer.normalize(text, Form.NFKC).toLowerCase(Locale.ROOT);
    for (String word : BETWEEN_WORDS.split(plain, -1)) {
      if (word.isEmpty()) {
        continue;
      }
      add(vector, word, WORD);
      if (!before.isEmpty()) {
        add(vector, before + ' ' + word, PAIR);
      }
      pieces(vector, ' ' + word + ' ');
      before = word;
    }
    return vector;
  }

  private static void pieces(float[] vector, String word) {
    for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
      for (int i = 0; i + length <= word.length(); i++) {
        add(vector, word.substring(i, i + length), PIECE);
      }
    }
  }

  /** A sign of its own for each, so that those that meet by chance cancel out. */
  private static void add(float[] vector, String feature, float weight) {
    int hash = feature.hashCode() * 0x9E3779B9;
    hash ^= hash >>> 15;
    int place = Math.floorMod(hash, DIMENSIONS);
    vector[place] += (hash & 0x40000000) == 0 ? weight : -weight;
  }
}
