package io.llmgw.providers.gemini.answer;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The items of an answer that are no parts of its content, and so never go back as one. */
public final class GeminiItems {
  /** The signature of the part before it, a text; goes back on that part. */
  public static final String SIGNATURE = "thoughtSignature";

  /** What the answer rests on, and what was searched for it. */
  static final String GROUNDING = "groundingMetadata";

  /** The places of the answer that quote something. */
  static final String CITATIONS = "citationMetadata";

  /** What became of the addresses in the prompt. */
  static final String URL_CONTEXT = "urlContextMetadata";

  /** What the safety filters say of the answer, where one ended it. */
  static final String SAFETY = "safetyRatings";

  /** Why it ended so, where it did not end well. */
  static final String FINISH_MESSAGE = "finishMessage";

  /** Why the prompt was refused. */
  static final String PROMPT_FEEDBACK = "promptFeedback";

  /** How likely the tokens were, where that was asked. */
  static final String LOGPROBS = "logprobsResult";

  private static final Set<String> BESIDE =
      Set.of(GROUNDING, CITATIONS, URL_CONTEXT, SAFETY, FINISH_MESSAGE, PROMPT_FEEDBACK, LOGPROBS);

  private GeminiItems() {}

  /** Whether the item says something about the answer, and is nothing of it. */
  public static boolean isBesideContent(ProviderItem item) {
    return BESIDE.contains(item.type());
  }

  /** The signature that the part is for the part before it; null for every other part. */
  public static @Nullable String signature(Part part, String provider) {
    boolean signs =
        part instanceof ProviderItem item
            && item.type().equals(SIGNATURE)
            && item.provider().equals(provider)
            && item.json().isValid();
    return signs && ((ProviderItem) part).json().value() instanceof String text ? text : null;
  }
}
