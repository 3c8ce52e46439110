package io.llmgw.providers.anthropic.request;

import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.providers.anthropic.answer.AnthropicItems;
import io.llmgw.providers.media.ModelMedia;

/**
 * Where turns of the model have to come from so that all of them goes back.
 *
 * @param name what says so in their parts
 * @param signs whether thoughts without a signature are of no use to it, as to Anthropic
 */
record TurnOrigin(String name, boolean signs) {
  /**
   * Whether a part of the model's turn has a place in it when it is sent there, where text of white
   * space alone is refused.
   */
  boolean takesBack(Part part) {
    if (part instanceof Part.Reasoning reasoning) {
      return name.equals(reasoning.provider()) && !(signs && reasoning.signature() == null);
    }
    if (part instanceof ProviderItem item) {
      return name.equals(item.provider())
          && item.json().isObject()
          && !AnthropicItems.isBesideContent(item);
    }
    if (part instanceof Part.Text text) {
      return !text.text().isBlank();
    }
    if (ModelMedia.is(part)) {
      return false;
    }
    return !(part instanceof Part.Refusal refusal) || !refusal.text().isBlank();
  }
}
