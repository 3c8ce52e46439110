package io.llmgw.cache.store;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.BlockSigned;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.DocumentRanked;
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
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.Operation;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Usage;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.entry.Answer;
import io.llmgw.cache.entry.Asking;
import io.llmgw.cache.entry.EventSize;
import io.llmgw.cache.entry.FarCopy;
import io.llmgw.cache.entry.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers as bytes: a version, where they come from, their events one by one. No serialisation of
 * Java's: a reader makes what it knows and nothing else. What a provider said of rate limits is
 * left out, as it is of no use later.
 */
final class AnswerCodec {
  /** Changes whenever bytes are read in another way; entries of others are none. */
  private static final int VERSION = 0x6c670004;

  /** No call takes longer; with an age it makes a moment that the clock has a number for. */
  private static final Duration LONGEST_CALL = Duration.ofDays(365);

  private AnswerCodec() {}

  static byte[] write(Answer answer, TimeSource time) {
    try {
      return written(answer, time);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
  }

  private static byte[] written(Answer answer, TimeSource time) throws IOException {
    EntryOutput out = new EntryOutput().small(VERSION);
    Origin origin = answer.origin();
    out.text(origin.namespace()).text(origin.operation().name());
    out.text(origin.tenant()).text(origin.model()).text(origin.target());
    out.small(origin.standIn() ? 1 : 0);
    Instant kept = time.now().minus(answer.age(time.nanos()));
    out.number(kept.toEpochMilli()).number(answer.ttl().toMillis()).number(answer.took().toNanos());
    out.usage(answer.usage()).cost(answer.cost());
    out.small(answer.events().size());
    for (LlmEvent event : answer.events()) {
      write(event, out);
    }
    return out.bytes();
  }

  private static void write(LlmEvent event, EntryOutput out) throws IOException {
    if (event instanceof Started started) {
      ResponseHead head = started.head();
      out.small(1).text(head.responseId()).text(head.model()).text(head.requestId());
      out.small(head.httpStatus()).texts(head.headers()).text(head.upstream());
    } else if (event instanceof TextDelta delta) {
      out.small(2).small(delta.index()).text(delta.text());
    } else if (event instanceof ReasoningDelta delta) {
      out.small(3).small(delta.index()).text(delta.text());
    } else if (event instanceof RefusalDelta delta) {
      out.small(4).small(delta.index()).text(delta.text());
    } else if (event instanceof ToolCallStarted call) {
      out.small(5).small(call.index()).text(call.id()).text(call.name());
      out.jsons(call.providerFields());
    } else if (event instanceof ToolArgumentsDelta delta) {
      out.small(6).small(delta.index()).text(delta.json());
    } else if (event instanceof BlockSigned signed) {
      out.small(7).small(signed.index()).text(signed.signature()).text(signed.provider());
    } else if (event instanceof MediaProduced media) {
      out.small(8).small(media.index()).media(media.part());
    } else if (event instanceof ProviderItemReceived received) {
      ProviderItem item = received.item();
      out.small(9).small(received.index()).text(item.provider()).text(item.type());
      out.text(item.json().text());
    } else if (event instanceof UsageReported reported) {
      out.small(10).usage(reported.usage());
    } else if (event instanceof BillReported bill) {
      write(bill, out);
    } else if (event instanceof Completed last) {
      out.small(13).text(last.finishReason().name()).text(last.rawFinishReason());
      out.usage(last.usage());
    } else if (event instanceof InputJudged || event instanceof DocumentRanked) {
      ResultCodec.write(event, out);
    } else if (event instanceof TranscriptDescribed described) {
      ResultCodec.write(described.details(), out);
    } else {
      throw new IllegalArgumentException(event.getClass().getSimpleName() + " is in no answer");
    }
  }

  private static void write(BillReported bill, EntryOutput out) throws IOException {
    int kind = bill.cost() == null ? 11 : 12;
    Usage charged = bill.charged();
    if (charged != null) {
      out.small(14).usage(charged);
    }
    out.small(kind).text(bill.serviceTier());
    if (bill.cost() != null) {
      out.cost(bill.cost());
    }
  }

  /**
   * The answer that was written.
   *
   * @param now by the clock of the wall
   * @param nanos the same moment by the one that ages are measured with
   * @return null when it is of another version
   * @throws RuntimeException if the bytes are anything else
   */
  static @Nullable Answer read(byte[] bytes, Instant now, long nanos) {
    EntryInput in = new EntryInput(bytes);
    if (in.small() != VERSION) {
      return null;
    }
    Origin origin =
        new Origin(
            in.text(),
            Operation.valueOf(in.text()),
            in.textOr(),
            in.textOr(),
            in.textOr(),
            in.small() == 1);
    Duration age = Duration.between(Instant.ofEpochMilli(in.number()), now);
    Duration ttl = in.time(ChronoUnit.MILLIS, CacheControl.LONGEST_TTL);
    Duration took = in.time(ChronoUnit.NANOS, LONGEST_CALL);
    var usage = in.usage();
    var cost = in.cost();
    int count = in.count(Integer.BYTES);
    List<LlmEvent> events = new ArrayList<>();
    long size = origin.bytesOfNames();
    for (int i = 0; i < count; i++) {
      LlmEvent event = readEvent(in);
      size += EventSize.of(event);
      events.add(event);
    }
    if (!in.isAtEnd() || !isAnswer(events)) {
      throw new IllegalArgumentException("the events are no answer");
    }
    long keptNanos = nanos - Math.max(0, age.toNanos());
    Asking asking = new Asking(keptNanos - took.toNanos(), 0);
    int held = (int) Math.min(Integer.MAX_VALUE, size);
    FarCopy far = new FarCopy();
    return new Answer(origin, asking, keptNanos, ttl, held, null, far, events, usage, cost, took);
  }

  /** Whether they begin once, at the beginning, and end once, at the end. */
  private static boolean isAnswer(List<LlmEvent> events) {
    for (int i = 0; i < events.size(); i++) {
      boolean isFirst = i == 0;
      boolean isLast = i == events.size() - 1;
      if (events.get(i) instanceof Started != isFirst
          || events.get(i) instanceof Completed != isLast) {
        return false;
      }
    }
    return events.size() > 1;
  }

  private static BillReported bill(int kind, EntryInput in, @Nullable Usage charged) {
    String tier = in.textOr();
    return new BillReported(kind == 12 ? in.cost() : null, tier, charged);
  }

  private static LlmEvent readEvent(EntryInput in) {
    int kind = in.small();
    return switch (kind) {
      case 1 ->
          new Started(
              new ResponseHead(
                  in.textOr(),
                  in.textOr(),
                  in.textOr(),
                  in.small(),
                  RateLimits.NONE,
                  in.texts(),
                  in.textOr()));
      case 2 -> new TextDelta(in.small(), in.text());
      case 3 -> new ReasoningDelta(in.small(), in.text());
      case 4 -> new RefusalDelta(in.small(), in.text());
      case 5 -> new ToolCallStarted(in.small(), in.text(), in.text(), in.jsons());
      case 6 -> new ToolArgumentsDelta(in.small(), in.text());
      case 7 -> new BlockSigned(in.small(), in.text(), in.text());
      case 8 -> new MediaProduced(in.small(), in.media());
      case 9 ->
          new ProviderItemReceived(
              in.small(), new ProviderItem(in.text(), in.text(), Json.ofText(in.text())));
      case 10 -> new UsageReported(in.usage());
      case 11, 12 -> bill(kind, in, null);
      case 13 -> {
        FinishReason reason = FinishReason.valueOf(in.text());
        yield new Completed(reason, in.textOr(), in.usage());
      }
      case 14 -> {
        Usage charged = in.usage();
        yield bill(in.small(), in, charged);
      }
      case ResultCodec.JUDGED, ResultCodec.RANKED, ResultCodec.DESCRIBED ->
          ResultCodec.read(kind, in);
      default -> throw new IllegalArgumentException("an unknown kind of event");
    };
  }
}
