package io.llmgw.cache.store;

import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.DocumentRanked;
import io.llmgw.api.event.InputJudged;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TranscriptDescribed;
import io.llmgw.api.moderation.ModerationVerdict;
import io.llmgw.api.rerank.RankedDocument;
import io.llmgw.api.transcription.TranscriptDetails;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Results of operations that are no conversation, as bytes. */
final class ResultCodec {
  static final int JUDGED = 15;
  static final int RANKED = 16;
  static final int DESCRIBED = 17;

  private static final int LEAST_CATEGORY = 2 * Integer.BYTES + Long.BYTES;
  private static final int LEAST_SEGMENT = Integer.BYTES + 2 * Long.BYTES;

  private ResultCodec() {}

  static void write(LlmEvent event, EntryOutput out) throws IOException {
    if (event instanceof InputJudged judged) {
      List<ModerationVerdict.Category> categories = judged.verdict().categories();
      out.small(JUDGED).small(judged.index()).small(judged.verdict().isFlagged() ? 1 : 0);
      out.small(categories.size());
      for (ModerationVerdict.Category category : categories) {
        out.text(category.name()).small(category.isFlagged() ? 1 : 0);
        out.number(Double.doubleToLongBits(category.score()));
      }
    } else {
      RankedDocument ranked = ((DocumentRanked) event).ranked();
      out.small(RANKED).small(ranked.index()).number(Double.doubleToLongBits(ranked.score()));
    }
  }

  static void write(TranscriptDetails details, EntryOutput out) throws IOException {
    Duration duration = details.duration();
    out.small(DESCRIBED).text(details.language());
    out.number(duration == null ? -1 : duration.toNanos());
    out.small(details.segments().size());
    for (TranscriptDetails.Segment segment : details.segments()) {
      out.number(segment.start().toNanos()).number(segment.end().toNanos()).text(segment.text());
    }
  }

  static ContentEvent read(int kind, EntryInput in) {
    return switch (kind) {
      case JUDGED -> judged(in);
      case RANKED -> new DocumentRanked(new RankedDocument(in.small(), real(in)));
      default -> described(in);
    };
  }

  private static InputJudged judged(EntryInput in) {
    int index = in.small();
    boolean flagged = in.small() == 1;
    int count = in.count(LEAST_CATEGORY);
    List<ModerationVerdict.Category> categories = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      categories.add(new ModerationVerdict.Category(in.text(), in.small() == 1, real(in)));
    }
    return new InputJudged(index, new ModerationVerdict(flagged, categories));
  }

  private static TranscriptDescribed described(EntryInput in) {
    String language = in.textOr();
    long nanos = in.number();
    int count = in.count(LEAST_SEGMENT);
    List<TranscriptDetails.Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Duration start = Duration.ofNanos(in.number());
      Duration end = Duration.ofNanos(in.number());
      segments.add(new TranscriptDetails.Segment(start, end, in.text()));
    }
    Duration duration = nanos < 0 ? null : Duration.ofNanos(nanos);
    return new TranscriptDescribed(new TranscriptDetails(language, duration, segments));
  }

  private static double real(EntryInput in) {
    return Double.longBitsToDouble(in.number());
  }
}
