package io.llmgw.api.image;

import io.llmgw.api.response.LlmResponse;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.Objects;

/**
 * Images that a model has made. Immutable and thread-safe.
 *
 * @param images at least one
 */
public record ImageResponse(
    List<GeneratedImage> images, Usage usage, Served served, ResponseHead head)
    implements LlmResponse {
  /** Copies the list. For engines, and for tests of one's own code. */
  public ImageResponse {
    images = List.copyOf(images);
    Objects.requireNonNull(usage, "usage");
    Objects.requireNonNull(served, "served");
    Objects.requireNonNull(head, "head");
  }

  /** The first one, and the only one unless more were asked for. */
  public GeneratedImage image() {
    return images.get(0);
  }
}
