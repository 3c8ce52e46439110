package io.llmgw.core.shape;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.json.Json;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.transcription.TranscriptDetails;

/** How much of an answer one event is. */
public final class ContentLength {
  private ContentLength() {}

  /** Its characters; the other number for what is not made of them. */
  public static int of(LlmEvent event, int otherwise) {
    if (event instanceof TextDelta text) {
      return text.text().length();
    }
    if (event instanceof ReasoningDelta reasoning) {
      return reasoning.text().length();
    }
    if (event instanceof RefusalDelta refusal) {
      return refusal.text().length();
    }
    return event instanceof ToolArgumentsDelta arguments ? arguments.json().length() : otherwise;
  }

  /**
   * What an event holds, about: its characters, and a byte of anything else for one of them. 0 for
   * what is no content.
   */
  public static int held(LlmEvent event) {
    if (event instanceof BlockSigned signed) {
      return signed.signature().length();
    }
    if (event instanceof ProviderItemReceived received) {
      return received.item().json().text().length();
    }
    if (event instanceof ToolCallStarted call) {
      return held(call);
    }
    if (event instanceof MediaProduced produced) {
      return held(produced.part());
    }
    if (event instanceof VectorProduced vector) {
      return Float.BYTES * vector.dimensions();
    }
    if (event instanceof InputJudged judged) {
      return held(judged.verdict());
    }
    if (event instanceof DocumentRanked) {
      return Double.BYTES;
    }
    return event instanceof TranscriptDescribed described
        ? held(described.details())
        : of(event, 0);
  }

  private static int held(ModerationVerdict verdict) {
    int held = 0;
    for (ModerationVerdict.Category category : verdict.categories()) {
      held += category.name().length() + Double.BYTES;
    }
    return held;
  }

  private static int held(TranscriptDetails details) {
    int held = 0;
    for (TranscriptDetails.Segment segment : details.segments()) {
      held += segment.text().length();
    }
    return held;
  }

  private static int held(ToolCallStarted call) {
    int held = call.id().length() + call.name().length();
    for (Json field : call.providerFields().values()) {
      held += field.text().length();
    }
    return held;
  }

  private static int held(Part media) {
    if (media instanceof Part.Image image) {
      return held(image.media());
    }
    if (media instanceof Part.Audio audio) {
      return held(audio.media());
    }
    if (media instanceof Part.Video video) {
      return held(video.media());
    }
    return media instanceof Part.Document document ? held(document.media()) : 0;
  }

  private static int held(Media media) {
    return media instanceof Media.Bytes bytes
        ? bytes.size()
        : ((Media.Link) media).uri().toString().length();
  }
}
