package io.llmgw.providers.cohere;

import java.util.Arrays;
import java.util.Locale;

/**
 * What texts are embedded for, which models since version 3 must be told: a question is found by
 * its documents only where both say what they are (docs.cohere.com, "Embed", {@code input_type}).
 */
public enum EmbeddingInputType {
  /** Texts that are kept, to be found later. */
  SEARCH_DOCUMENT,
  /** A question, for which texts are searched that were embedded as {@link #SEARCH_DOCUMENT}. */
  SEARCH_QUERY,
  /** Texts that a classifier is given. */
  CLASSIFICATION,
  /** Texts that are put into groups. */
  CLUSTERING;

  /** The field of a request's {@code extraBody} that says it for that request. */
  public static final String FIELD = "input_type";

  /** The provider's word, as {@code search_document}: the value of the field. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type with this {@link #word}.
   *
   * @throws IllegalArgumentException when there is none
   */
  static EmbeddingInputType of(String word) {
    for (EmbeddingInputType type : values()) {
      if (type.word().equals(word)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "setting 'embedding-input-type' must be one of "
            + Arrays.stream(values()).map(EmbeddingInputType::word).toList());
  }
}
