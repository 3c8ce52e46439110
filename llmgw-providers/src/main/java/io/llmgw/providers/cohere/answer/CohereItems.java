package io.llmgw.providers.cohere.answer;

import io.llmgw.api.content.ProviderItem;
import java.util.Set;

/** The items of an answer that are no blocks of its content, and so never go back as one. */
public final class CohereItems {
  /** What the text rests on, an array; goes back beside the content. */
  public static final String CITATIONS = "citations";

  /** How probable the tokens were; goes nowhere. */
  static final String LOGPROBS = "logprobs";

  private static final Set<String> BESIDE = Set.of(CITATIONS, LOGPROBS);

  private CohereItems() {}

  /** Whether the item is one of these. */
  public static boolean isBesideContent(ProviderItem item) {
    return BESIDE.contains(item.type());
  }
}
