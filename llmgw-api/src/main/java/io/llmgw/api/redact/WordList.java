package io.llmgw.api.redact;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Words of the host, such as the names of its projects: {@link Redaction#words}. Immutable; {@code
 * toString} shows none of them.
 *
 * @param type what they are
 * @param words at least one, at most {@value #MOST}: each of 2 to {@value #LONGEST} chars
 * @param confidence how sure their finds are
 */
public record WordList(EntityType type, Set<String> words, Confidence confidence) {
  /** How many words one redaction may look for, those of all its lists together. */
  public static final int MOST = 200_000;

  /** How long each may be, in chars. */
  public static final int LONGEST = 100;

  /** Copies the words, and checks their number and length; no message tells one. */
  public WordList {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(confidence, "confidence");
    words = Set.copyOf(words);
    if (words.isEmpty() || words.size() > MOST) {
      throw new IllegalArgumentException(
          words.size() + " words of " + type + ": must be 1 to " + MOST);
    }
    for (String word : words) {
      if (word.strip().length() < 2 || word.length() > LONGEST) {
        throw new IllegalArgumentException(
            "word of " + type + " with " + word.length() + " chars: must have 2 to " + LONGEST);
      }
    }
  }

  static WordList of(EntityType type, Collection<String> words, Confidence confidence) {
    return new WordList(type, new LinkedHashSet<>(words), confidence);
  }

  /** The type and how many there are. */
  @Override
  public String toString() {
    return "WordList[" + type + ", " + words.size() + " words]";
  }
}
