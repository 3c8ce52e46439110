package io.llmgw.providers.exchange;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.transcription.TranscriptionContent;
import io.llmgw.providers.wire.WireCall;
import java.util.List;

/**
 * How large the media of one request are, held to what its target takes. Those in the model's own
 * turns do not count. Not thread-safe.
 */
final class MediaSizes {
  private final WireCall call;
  private final MediaLimits limits;
  private long documentBytes;
  private boolean any;

  private MediaSizes(WireCall call, MediaLimits limits) {
    this.call = call;
    this.limits = limits;
  }

  /**
   * The sizes of what the call sends.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} when an image, or all
   *     documents together, are larger than the target takes
   */
  static MediaSizes of(WireCall call, MediaLimits limits) {
    MediaSizes sizes = new MediaSizes(call, limits);
    if (call.request().content() instanceof ChatContent chat) {
      List<Message> messages = chat.messages();
      for (int i = 0; i < messages.size(); i++) {
        // What a model made is left out nearly everywhere, and taken back by its maker.
        if (messages.get(i).role() != Role.ASSISTANT) {
          sizes.add(messages.get(i).parts());
        }
      }
    }
    if (call.request().content() instanceof TranscriptionContent transcription) {
      sizes.size(transcription.audio());
    }
    return sizes;
  }

  private void add(List<Part> parts) {
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      if (part instanceof Part.Image image) {
        check("an image", size(image.media()), limits.imageBytes());
      } else if (part instanceof Part.Document document) {
        documentBytes += size(document.media());
        check("documents", documentBytes, limits.documentBytes());
      } else if (part instanceof Part.Audio audio) {
        size(audio.media());
      } else if (part instanceof Part.Video video) {
        size(video.media());
      } else if (part instanceof ToolResult result) {
        add(result.content());
      }
    }
  }

  private long size(Media media) {
    if (media instanceof Media.Bytes bytes) {
      any = true;
      return bytes.size();
    }
    return 0;
  }

  /**
   * Holds the whole request to its limit; one without media is the provider's to judge.
   *
   * @throws io.llmgw.api.error.LlmException with {@code UNSUPPORTED} when it is larger
   */
  void checkWhole(long bytes) {
    if (any) {
      check("a request with media", bytes, limits.requestBytes());
    }
  }

  private void check(String what, long bytes, long most) {
    if (bytes > most) {
      throw call.unsupported(what + " of " + bytes + " bytes: it takes at most " + most);
    }
  }
}
