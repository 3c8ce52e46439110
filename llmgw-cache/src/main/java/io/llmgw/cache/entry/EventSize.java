package io.llmgw.cache.entry;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.event.VectorProduced;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.transcription.TranscriptDetails;
import org.jspecify.annotations.Nullable;

/** About how many bytes an event takes in memory. */
public final class EventSize {
  private static final long OBJECT = 48;

  /** What the records of an answer take beside what is said in them, its key and its place. */
  private static final int HEAD = 1024;

  private EventSize() {}

  /** Of one event. */
  public static long of(LlmEvent event) {
    if (event instanceof TextDelta delta) {
      return OBJECT + text(delta.text());
    }
    if (event instanceof ReasoningDelta delta) {
      return OBJECT + text(delta.text());
    }
    if (event instanceof RefusalDelta delta) {
      return OBJECT + text(delta.text());
    }
    if (event instanceof ToolArgumentsDelta delta) {
      return OBJECT + text(delta.json());
    }
    if (event instanceof ToolCallStarted call) {
      long fields = 0;
      for (var field : call.providerFields().entrySet()) {
        fields += OBJECT + text(field.getKey()) + text(field.getValue().text());
      }
      return OBJECT + text(call.id()) + text(call.name()) + fields;
    }
    if (event instanceof BlockSigned signed) {
      return OBJECT + text(signed.signature()) + letters(signed.provider());
    }
    if (event instanceof ProviderItemReceived item) {
      ProviderItem of = item.item();
      return OBJECT + text(of.json().text()) + letters(of.provider()) + letters(of.type());
    }
    if (event instanceof VectorProduced vector) {
      return OBJECT + (long) Float.BYTES * vector.dimensions();
    }
    if (event instanceof InputJudged judged) {
      return OBJECT + verdict(judged.verdict());
    }
    if (event instanceof TranscriptDescribed described) {
      return 2 * OBJECT + details(described.details());
    }
    if (event instanceof MediaProduced media) {
      return OBJECT + part(media.part());
    }
    if (event instanceof Started started) {
      return HEAD + head(started.head());
    }
    if (event instanceof Completed last) {
      return 2 * OBJECT + letters(last.rawFinishReason());
    }
    return event instanceof BillReported bill
        ? 2 * OBJECT + letters(bill.serviceTier())
        : 2 * OBJECT;
  }

  private static long head(ResponseHead head) {
    long size = letters(head.responseId()) + letters(head.model());
    size += letters(head.requestId()) + letters(head.upstream());
    for (var header : head.headers().entrySet()) {
      size += text(header.getKey()) + text(header.getValue());
    }
    return size;
  }

  private static long verdict(ModerationVerdict verdict) {
    long size = OBJECT;
    for (ModerationVerdict.Category category : verdict.categories()) {
      size += OBJECT + text(category.name());
    }
    return size;
  }

  private static long details(TranscriptDetails details) {
    long size = OBJECT + letters(details.language());
    for (TranscriptDetails.Segment segment : details.segments()) {
      size += 3 * OBJECT + text(segment.text());
    }
    return size;
  }

  private static long part(Part part) {
    if (part instanceof Part.Image image) {
      return media(image.media());
    }
    if (part instanceof Part.Audio audio) {
      return media(audio.media());
    }
    if (part instanceof Part.Video video) {
      return media(video.media());
    }
    return part instanceof Part.Document document ? media(document.media()) : OBJECT;
  }

  private static long media(Media media) {
    return media instanceof Media.Bytes bytes
        ? OBJECT + (long) bytes.size()
        : OBJECT + text(((Media.Link) media).uri().toString());
  }

  private static long text(String text) {
    return OBJECT + letters(text);
  }

  /** Of the letters of a text alone; 0 for none. */
  static long letters(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return 2L * text.length();
      }
    }
    return text.length();
  }
}
