package io.llmgw.providers.bedrock.request;

import io.llmgw.providers.cohere.request.CohereEmbeddingEncoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose models turn texts into vectors, as far as their id says: each has a body of its own. */
public enum EmbeddingFamily {
  /** Amazon's, which take one text at a time. */
  TITAN("titan-embed", 1),
  /** Cohere's. */
  COHERE("cohere.embed", CohereEmbeddingEncoder.MOST_TEXTS);

  private final String mark;
  private final int mostTexts;

  EmbeddingFamily(String mark, int mostTexts) {
    this.mark = mark;
    this.mostTexts = mostTexts;
  }

  /** The family of an id such as {@code amazon.titan-embed-text-v2:0}; null for any other. */
  public static @Nullable EmbeddingFamily of(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    for (EmbeddingFamily family : values()) {
      if (id.contains(family.mark)) {
        return family;
      }
    }
    return null;
  }

  /** The most texts of one request. */
  public int mostTexts() {
    return mostTexts;
  }
}
