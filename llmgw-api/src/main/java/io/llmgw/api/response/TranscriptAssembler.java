package io.llmgw.api.response;

import io.llmgw.api.content.Message;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.transcription.TranscriptDetails;
import io.llmgw.api.transcription.TranscriptionResponse;
import io.llmgw.api.usage.Served;
import org.jspecify.annotations.Nullable;

/** Collects the text of one transcript, and what is said of it. */
final class TranscriptAssembler extends ResponseAssembler<TranscriptionResponse> {
  private final StringBuilder text = new StringBuilder();
  private @Nullable TranscriptDetails details;

  @Override
  void content(ContentEvent event) {
    if (event instanceof TextDelta delta && delta.index() == 0) {
      text.append(delta.text());
    } else if (event instanceof TranscriptDescribed described && details == null) {
      details = described.details();
    } else {
      throw new IllegalStateException(event + " in the answer of one transcript");
    }
  }

  @Override
  TranscriptionResponse assemble(Completed last, Served served) {
    return new TranscriptionResponse(
        text(), details == null ? TranscriptDetails.NONE : details, usage(), served, head());
  }

  @Override
  public String text() {
    return text.toString();
  }

  @Override
  public Message partial() {
    return Message.assistant(text());
  }
}
