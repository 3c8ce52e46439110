package io.llmgw.providers.body;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.EventStreams;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.answer.OwnWords;
import io.llmgw.providers.call.HttpExchange;
import io.llmgw.providers.eventstream.EventMessageReader;
import io.llmgw.providers.http.HttpSettings;
import io.llmgw.providers.lines.LineReader;
import io.llmgw.providers.sse.SseReader;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.Framing;
import io.llmgw.providers.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.Response;

/**
 * Decides what an answer is by its status, its type and its first byte, and reads it as that:
 * providers answer a request for a stream with one JSON body when they refuse it, and hosts in
 * front of them say 200 to anything.
 */
public final class AnswerReader {
  // RFC 9110, 15.5.20: the connection leads to a server that does not answer for this host.
  private static final int MISDIRECTED = 421;
  private static final int MAX_ERROR_BYTES = 64 * 1024;
  // The status says what matters; the body may say more of it, but not whenever it likes.
  private static final Duration REFUSAL_PATIENCE = Duration.ofSeconds(2);

  private final String provider;
  private final WireFormat format;
  private final HttpSettings settings;

  /** A reader of the answers that a provider gives in this format. */
  public AnswerReader(String provider, WireFormat format, HttpSettings settings) {
    this.provider = provider;
    this.format = format;
    this.settings = settings;
  }

  /** The events of the answer; owns the exchange from here on, whatever happens. */
  public EventStream read(
      HttpExchange exchange, Response response, Framing framing, ProviderCall call) {
    boolean handedOver = false;
    try {
      EventStream events = events(exchange, response, framing, call, head(response, call));
      handedOver = true;
      return events;
    } finally {
      if (!handedOver && response.code() == MISDIRECTED) {
        exchange.finishForGood();
      } else if (!handedOver) {
        exchange.finish();
      }
    }
  }

  private EventStream events(
      HttpExchange exchange,
      Response response,
      Framing framing,
      ProviderCall call,
      AnswerHead head) {
    try {
      BoundedBody body = new BoundedBody(response.body().source(), settings.maxResponseBytes());
      if (response.code() >= 400) {
        exchange.endAfter(REFUSAL_PATIENCE);
        ErrorBody error = errorBody(body);
        throw format.refused(head.refusal(error), error);
      }
      if (!mayAnswer(response.code(), body)) {
        // Accepted, without content, moved elsewhere; following would carry the key to another
        // host.
        throw head.noAnswer();
      }
      if (isFramed(response, body, head, framing, call.delivery())) {
        FrameReader frames = frames(framing, body);
        return new HttpEventStream(exchange, call.cancellation(), head, frames, format);
      }
      EventStream events = whole(body, response.body().contentLength(), head);
      exchange.done();
      return events;
    } catch (IOException e) {
      throw exchange.failure(e, head);
    }
  }

  private AnswerHead head(Response response, ProviderCall call) {
    AnswerHead head =
        new AnswerHead(
            provider,
            call.model(),
            response.code(),
            new OkHeaders(response.headers()),
            call.time().now());
    head.remarksTo(call::note);
    head.keepToItself(OwnWords.of(call.key(), call.request().content()));
    return head;
  }

  private static ErrorBody errorBody(BoundedBody body) {
    try {
      AnswerBytes error = body.readHead(MAX_ERROR_BYTES);
      return ErrorBody.of(error.buffer(), 0, error.length());
    } catch (IOException e) {
      // Broken, or too late. The status is an answer by itself.
      return ErrorBody.of(new byte[0], 0, 0);
    }
  }

  /** Whether it is a success with something in it: a proxy that changes answers makes it a 203. */
  private static boolean mayAnswer(int status, BoundedBody body) throws IOException {
    return switch (status) {
      case 200 -> true;
      case 202, 204, 205 -> false;
      default -> status > 200 && status < 300 && body.firstByte() >= 0;
    };
  }

  private static boolean isFramed(
      Response response, BoundedBody body, AnswerHead head, Framing framing, Delivery delivery)
      throws IOException {
    String type = mediaType(response);
    if (type.equals(framing.mediaType())) {
      return true;
    }
    if (type.equals("text/html")) {
      throw head.failure(
          ErrorKind.PROTOCOL,
          "answered with the unexpected content-type text/html: is there a portal or proxy"
              + " between?");
    }
    if (delivery == Delivery.STREAMED && isArray(framing, body)) {
      return true;
    }
    if (delivery == Delivery.WHOLE || type.endsWith("/json") || type.endsWith("+json")) {
      return false;
    }
    if (framing == Framing.JSON_LINES) {
      return true; // the first byte of a line is that of a whole answer as well
    }
    int first = body.firstByte();
    return first != '{' && first != '[';
  }

  private static String mediaType(Response response) {
    String header = response.header("content-type", "");
    if (header == null) {
      return "";
    }
    int end = header.indexOf(';');
    return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isArray(Framing framing, BoundedBody body) throws IOException {
    return framing.mayBeArray() && body.firstByte() == '[';
  }

  private FrameReader frames(Framing framing, BoundedBody body) {
    int most = settings.maxEventBytes();
    return switch (framing) {
      case SSE -> new SseReader(body, most);
      case SSE_OR_ARRAY -> new EitherReader(body, most);
      case JSON_LINES -> new LineReader(body, most);
      case AWS_EVENT_STREAM -> new EventMessageReader(body, most);
    };
  }

  private EventStream whole(BoundedBody body, long length, AnswerHead head) throws IOException {
    AnswerBytes answer = body.readWhole(length);
    List<LlmEvent> events = new ArrayList<>(8);
    format.decodeWhole(answer.buffer(), answer.length(), head, events::add);
    return EventStreams.of(events);
  }
}
