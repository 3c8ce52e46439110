package io.llmgw.providers.cohere.request;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.providers.media.TakenMedia;
import io.llmgw.providers.openai.request.MediaUrl;
import io.llmgw.providers.wire.WireCall;
import org.jspecify.annotations.Nullable;

/**
 * The media of results that the user may say: images, and of documents the text alone, which stands
 * beside the messages.
 */
final class CohereResultMedia implements TakenMedia {
  @Override
  public @Nullable String refusal(Part part) {
    if (part instanceof Part.Image image) {
      return MediaUrl.refusal(image.media());
    }
    if (part instanceof Part.Document document && document.isText()) {
      return document.media() instanceof Media.Bytes
          ? null
          : "a document part by its address; give its bytes";
    }
    return WireCall.partIn(part, Role.TOOL);
  }

  @Override
  public boolean standsApart(Part part) {
    return part instanceof Part.Document;
  }
}
