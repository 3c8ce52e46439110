package io.llmgw.api.event;

import io.llmgw.api.content.Part;

/**
 * The model made an image, sound, film or document, which is one block.
 *
 * @param index the block, from 0
 * @param part the image, audio, video or document part
 */
public record MediaProduced(int index, Part part) implements ContentEvent {
  /** Checks that the part is one of media. */
  public MediaProduced {
    BlockIndex.check(index);
    boolean media =
        part instanceof Part.Image
            || part instanceof Part.Audio
            || part instanceof Part.Video
            || part instanceof Part.Document;
    if (!media) {
      throw new IllegalArgumentException(part.getClass().getSimpleName() + " is not media");
    }
  }

  @Override
  public boolean isCommitting() {
    return true;
  }
}
