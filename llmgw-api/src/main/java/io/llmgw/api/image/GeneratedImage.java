package io.llmgw.api.image;

import io.llmgw.api.content.Media;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image that a model has made. {@code toString} shows no text.
 *
 * @param media its bytes, or where it can be fetched; providers keep it there for an hour or so
 * @param revisedPrompt what the provider has made of the prompt; null if it did not say
 */
public record GeneratedImage(Media media, @Nullable String revisedPrompt) {
  /** Checks for null. */
  public GeneratedImage {
    Objects.requireNonNull(media, "media");
  }

  @Override
  public String toString() {
    return "GeneratedImage[" + media + "]";
  }
}
