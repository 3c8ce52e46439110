package io.llmgw.providers.openai.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;

/**
 * A part of the content that has no words, such as Mistral's references between them.
 *
 * @param type what the host calls it
 * @param json all of it, as it came
 * @param textBefore how many characters of the text of its chunk stand before it
 */
public record ContentPart(String type, Json json, int textBefore) {
  /** Whether an item is such a part: it says of what type it is, as others do not. */
  public static boolean is(ProviderItem item) {
    return item.json().isObject() && item.type().equals(item.json().asObject().get("type"));
  }
}
