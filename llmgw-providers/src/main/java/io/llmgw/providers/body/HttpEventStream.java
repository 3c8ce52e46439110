package io.llmgw.providers.body;

import io.llmgw.api.chain.Cancellation;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.call.HttpExchange;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import io.llmgw.providers.wire.FrameReader;
import io.llmgw.providers.wire.WireFormat;
import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The events of an answer that comes in frames: reads the next one only when it is asked for more
 * than it has, so that a slow reader slows the provider down. One thread at a time.
 */
final class HttpEventStream implements EventStream {
  private final HttpExchange exchange;
  private final Cancellation cancellation;
  private final AnswerHead head;
  private final FrameReader frames;
  private final FrameDecoder decoder;
  private final ArrayDeque<LlmEvent> waiting = new ArrayDeque<>(8);
  private @Nullable LlmException failure;
  private boolean complete;
  private boolean released;
  private boolean closed;

  HttpEventStream(
      HttpExchange exchange,
      Cancellation cancellation,
      AnswerHead head,
      FrameReader frames,
      WireFormat format) {
    this.exchange = exchange;
    this.cancellation = cancellation;
    this.head = head;
    this.frames = frames;
    this.decoder = format.frames(head, waiting::add);
  }

  @Override
  public @Nullable LlmEvent next() {
    if (closed) {
      throw new IllegalStateException("the stream is closed");
    }
    while (true) {
      LlmEvent event = waiting.poll();
      if (event != null) {
        return event;
      }
      if (failure != null) {
        throw failure;
      }
      if (complete) {
        release();
        return null;
      }
      advance();
    }
  }

  /** Events that a frame gave before it failed are handed out before the failure is. */
  private void advance() {
    try {
      cancellation.throwIfCancelled();
      Frame frame = frames.next();
      if (frame == null) {
        decoder.end();
        complete = true;
      } else {
        complete = decoder.decode(frame);
      }
    } catch (LlmException e) {
      fail(e);
    } catch (IOException e) {
      fail(exchange.failure(e, head));
    }
  }

  private void fail(LlmException e) {
    failure = e;
    release();
  }

  private void release() {
    if (released) {
      return;
    }
    released = true;
    if (complete) {
      exchange.finish();
    } else {
      exchange.abort();
    }
  }

  @Override
  public void close() {
    closed = true;
    waiting.clear();
    release();
  }
}
