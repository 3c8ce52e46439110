package io.llmgw.providers.responses.answer;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.json.Json;

/** What an answer leaves for the requests that go on from it, beside its text and its calls. */
public final class ResponsesItems {
  /** What a message of the model is, without its content, which stands before it. */
  public static final String MESSAGE = "message";

  /** Reasoning as it came, which the text of it stands before. */
  public static final String REASONING = "reasoning";

  /** How an image was made that stands before it: without its bytes, which are those. */
  public static final String IMAGE = "image_generation_call";

  /** The field of such an item that has the bytes on the wire, in Base64. */
  public static final String IMAGE_BYTES = "result";

  /** What the text before rests on, an array; goes back with that text. */
  public static final String ANNOTATIONS = "annotations";

  /** What Azure's filters found, an array; goes nowhere. */
  public static final String CONTENT_FILTERS = "content_filters";

  /** What the type of a part of a message begins with that is not known here. */
  static final String CONTENT = "content/";

  private ResponsesItems() {}

  /** Who fields of a call belong to: at one provider, other protocols have fields of that name. */
  public static String fieldOwner(String provider) {
    return provider + ":responses";
  }

  /** Whether it says something of an answer and is no item that could go back. */
  public static boolean isRemark(ProviderItem item) {
    return item.type().equals(ANNOTATIONS) || item.type().equals(CONTENT_FILTERS);
  }

  /** Whether it is an item of this protocol, rather than of another one of the same provider. */
  public static boolean isItem(ProviderItem item) {
    Json json = item.json();
    return json.isObject() && item.type().equals(json.asObject().get("type"));
  }
}
