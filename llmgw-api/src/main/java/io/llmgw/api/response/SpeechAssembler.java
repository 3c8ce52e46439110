package io.llmgw.api.response;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.speech.SpeechResponse;
import io.llmgw.api.usage.Served;
import org.jspecify.annotations.Nullable;

/** Takes the one sound that there is. */
final class SpeechAssembler extends ResponseAssembler<SpeechResponse> {
  private Media.@Nullable Bytes sound;

  @Override
  void content(ContentEvent event) {
    boolean isSound =
        event instanceof MediaProduced produced
            && produced.part() instanceof Part.Audio audio
            && audio.media() instanceof Media.Bytes;
    if (!isSound || sound != null) {
      throw new IllegalStateException(event + " in an answer of one sound");
    }
    sound = (Media.Bytes) ((Part.Audio) ((MediaProduced) event).part()).media();
  }

  @Override
  SpeechResponse assemble(Completed last, Served served) {
    if (sound == null) {
      throw new IllegalStateException("there is no sound");
    }
    return new SpeechResponse(sound, usage(), served, head());
  }
}
