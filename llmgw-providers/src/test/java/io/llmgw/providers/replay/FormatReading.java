package io.llmgw.providers.replay;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.AnswerHeaders;
import io.llmgw.providers.array.ArrayReader;
import io.llmgw.providers.eventstream.EventMessageReader;
import io.llmgw.providers.lines.LineReader;
import io.llmgw.providers.sse.SseReader;
import io.llmgw.providers.wire.BrokenFrameException;
import io.llmgw.providers.wire.ByteSource;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads answers of one format without a transport, as the transport does.
 *
 * @param framing how its streams are cut
 */
public record FormatReading(WireFormat format, String provider, String model, Framing framing) {
  static final int MOST_FRAME_BYTES = 4_000_000;

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  /** Of a format whose streams are server-sent events. */
  public FormatReading(WireFormat format, String provider, String model) {
    this(format, provider, model, Framing.SSE);
  }

  /** One line per event. */
  public static String describe(List<LlmEvent> events) {
    StringBuilder out = new StringBuilder();
    events.forEach(event -> out.append(EventText.of(event)).append('\n'));
    return out.toString();
  }

  public AnswerHead head(int status, AnswerHeaders headers) {
    return new AnswerHead(provider, model, status, headers, NOW);
  }

  public AnswerHead head() {
    return head(200, ListedHeaders.of());
  }

  /** The head of a recorded answer. */
  public AnswerHead head(Exchange exchange) {
    return head(exchange.status(), exchange.headers());
  }

  /** The events of a recorded answer, all of whose bytes come at once. */
  public List<LlmEvent> events(Exchange exchange) {
    List<LlmEvent> events = new ArrayList<>();
    if (exchange.isStreamed()) {
      stream(Cuts.whole(exchange.streamBody()), head(exchange), events::add);
    } else {
      byte[] body = exchange.body();
      format.decodeWhole(body, body.length, head(exchange), events::add);
    }
    return events;
  }

  public void whole(String body, Consumer<LlmEvent> events) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    format.decodeWhole(bytes, bytes.length, head(), events);
  }

  public void stream(ByteSource source, AnswerHead head, Consumer<LlmEvent> events) {
    FrameReader reader = frames(source);
    FrameDecoder decoder = format.frames(head, events);
    try {
      Frame frame;
      while ((frame = reader.next()) != null) {
        if (decoder.decode(frame)) {
          return;
        }
      }
    } catch (BrokenFrameException e) {
      throw broken(head, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    decoder.end();
  }

  /** What the transport makes of a frame that is none. */
  static LlmException broken(AnswerHead head, BrokenFrameException e) {
    return head.failure(ErrorKind.PROTOCOL, "sent a frame that " + e.getMessage());
  }

  /** Cuts a stream as the transport does. */
  FrameReader frames(ByteSource source) {
    return switch (framing) {
      case SSE -> new SseReader(source, MOST_FRAME_BYTES);
      case SSE_OR_ARRAY -> eventsOrArray(source);
      case JSON_LINES -> new LineReader(source, MOST_FRAME_BYTES);
      case AWS_EVENT_STREAM -> new EventMessageReader(source, MOST_FRAME_BYTES);
    };
  }

  /** A body that begins as an array is one. */
  private static FrameReader eventsOrArray(ByteSource source) {
    FrameReader[] chosen = new FrameReader[1];
    return () -> {
      if (chosen[0] == null) {
        byte[] first = new byte[1];
        int count = source.read(first, 0, 1);
        boolean[] given = {count <= 0};
        ByteSource all =
            (into, offset, length) -> {
              if (given[0]) {
                return count <= 0 ? -1 : source.read(into, offset, length);
              }
              given[0] = true;
              into[offset] = first[0];
              return 1;
            };
        chosen[0] =
            count > 0 && first[0] == '['
                ? new ArrayReader(all, MOST_FRAME_BYTES)
                : new SseReader(all, MOST_FRAME_BYTES);
      }
      return chosen[0].next();
    };
  }

  /** How the name of a file ends that holds a stream as it is written down. */
  String suffix() {
    return framing == Framing.JSON_LINES ? ".jsonl" : ".sse";
  }

  /** A stream that is written down as server-sent events, or lines, in the bytes of the format. */
  byte[] bytes(String stream) {
    return switch (framing) {
      case SSE, SSE_OR_ARRAY, JSON_LINES -> stream.getBytes(StandardCharsets.UTF_8);
      case AWS_EVENT_STREAM -> EventMessages.of(stream);
    };
  }
}
