package io.llmgw.providers.anthropic.answer;

import io.llmgw.api.content.ProviderItem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of an answer that are no blocks of its content, and so never go back as one. */
public final class AnthropicItems {
  /** What the text before rests on, an array; goes back with that text. */
  public static final String CITATIONS = "citations";

  /** Where code runs; goes back beside the conversation while the turn goes on. */
  static final String CONTAINER = "container";

  /** Which of the stop sequences ended the answer, a text. */
  static final String STOP_SEQUENCE = "stop_sequence";

  /** Why the model refused. */
  static final String STOP_DETAILS = "stop_details";

  /** The provider's own count, where it has more than tokens. */
  static final String USAGE = "usage";

  private static final Set<String> BESIDE =
      Set.of(CITATIONS, CONTAINER, STOP_SEQUENCE, STOP_DETAILS, USAGE);

  private AnthropicItems() {}

  /** Whether the item is one of these. */
  public static boolean isBesideContent(ProviderItem item) {
    return BESIDE.contains(item.type());
  }

  /** The id of the container that the item names, null for every other item. */
  public static @Nullable String containerId(ProviderItem item) {
    boolean container = item.type().equals(CONTAINER) && item.json().isObject();
    return container && item.json().asObject().get("id") instanceof String id ? id : null;
  }
}
