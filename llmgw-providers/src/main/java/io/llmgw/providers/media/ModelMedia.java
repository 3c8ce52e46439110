package io.llmgw.providers.media;

import io.llmgw.api.content.Part;
import io.llmgw.providers.wire.WireCall;

/**
 * Media in the model's own turns. Where a protocol has no place for them there, they are left out:
 * a conversation with a model that made some could be continued nowhere else.
 */
public final class ModelMedia {
  private ModelMedia() {}

  /** Whether a part of such a turn is one of them. */
  public static boolean is(Part part) {
    return part instanceof Part.Image
        || part instanceof Part.Audio
        || part instanceof Part.Video
        || part instanceof Part.Document;
  }

  /** What the trail says of those that were left out. */
  public static String remark(WireCall call) {
    return "media that a model made were left out: " + call.provider() + " has no place for them";
  }
}
