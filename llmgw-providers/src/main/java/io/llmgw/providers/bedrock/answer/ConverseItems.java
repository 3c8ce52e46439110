package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.content.ProviderItem;
import java.util.Set;

/** The items of an answer that are no blocks of its content, and so never go back as one. */
public final class ConverseItems {
  /** What the text before rests on, an array; goes back with that text. */
  public static final String CITATIONS = "citations";

  /** What the request asked to be told beside the answer. */
  static final String RESPONSE_FIELDS = "additionalModelResponseFields";

  /** What a guardrail did, and why. */
  static final String TRACE = "trace";

  /** The provider's own count, where it has more than tokens. */
  static final String USAGE = "usage";

  /** An image of which nothing came, or a word that it failed; the provider takes none back. */
  static final String IMAGE = "image";

  /** Sound of which that is so. */
  static final String AUDIO = "audio";

  /** A film of which that is so. */
  static final String VIDEO = "video";

  private static final Set<String> BESIDE =
      Set.of(CITATIONS, RESPONSE_FIELDS, TRACE, USAGE, IMAGE, AUDIO, VIDEO);

  private ConverseItems() {}

  /** Whether the item is one of these. */
  public static boolean isBesideContent(ProviderItem item) {
    return BESIDE.contains(item.type());
  }
}
