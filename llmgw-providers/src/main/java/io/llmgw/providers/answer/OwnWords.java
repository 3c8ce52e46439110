package io.llmgw.providers.answer;

import io.llmgw.api.content.RequestContent;
import io.llmgw.api.provider.ApiKey;
import org.jspecify.annotations.Nullable;

/** The key and the texts of one request: an answer that repeats them is not repeated. */
public final class OwnWords {
  /** No request. */
  static final OwnWords NONE = new OwnWords(null, null);

  // A shorter one is found in other words as well.
  private static final int SHORTEST_PART = 8;

  private final @Nullable ApiKey key;
  private final @Nullable RequestContent content;

  private OwnWords(@Nullable ApiKey key, @Nullable RequestContent content) {
    this.key = key;
    this.content = content;
  }

  /** The words of a request that is made with this key. */
  public static OwnWords of(@Nullable ApiKey key, RequestContent content) {
    return new OwnWords(key, content);
  }

  /** Whether the word is, or holds, or is a piece of what must not be repeated. */
  boolean contain(String word) {
    boolean ofKey = key != null && isOf(key.secret(), word);
    return ofKey || isInContent(word);
  }

  /** Credentials of AWS are several secrets with colons between, and each is one. */
  private static boolean isOf(String secret, String word) {
    boolean found = word.contains(secret) || secret.contains(word);
    for (String part : secret.split(":", -1)) {
      found |= part.length() >= SHORTEST_PART && word.contains(part);
    }
    return found;
  }

  /** What was asked; null where it is not known. */
  @Nullable RequestContent content() {
    return content;
  }

  private boolean isInContent(String word) {
    if (content == null) {
      return false;
    }
    boolean[] found = {false};
    content.mapText(
        (path, kind, text) -> {
          found[0] |= text.contains(word);
          return text;
        });
    return found[0];
  }

  @Override
  public String toString() {
    return "OwnWords";
  }
}
