package io.llmgw.core.client;

import io.llmgw.api.ChatStream;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.core.run.OpenAnswer;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a reader holds. Nothing of the engine refers to it, so that a forgotten one can be found.
 */
final class RealChatStream implements ChatStream {
  private final OpenAnswer<ChatResponse> call;

  RealChatStream(OpenAnswer<ChatResponse> call) {
    this.call = call;
  }

  @Override
  public String callId() {
    return call.id();
  }

  @Override
  public @Nullable LlmEvent next() {
    try {
      return call.next();
    } finally {
      // Whoever waits for an event has not forgotten the stream, even if this is its last use.
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public int round() {
    return call.round();
  }

  @Override
  public @Nullable AnswerForm answerForm() {
    return call.answerForm();
  }

  @Override
  public Iterator<LlmEvent> iterator() {
    return new Events();
  }

  @Override
  public Iterable<String> text() {
    return Pieces::new;
  }

  @Override
  public ChatResponse response() {
    try {
      return call.collect();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void cancel() {
    call.cancel(Reason.CALLER);
  }

  @Override
  public void close() {
    call.close();
  }

  private final class Events implements Iterator<LlmEvent> {
    private @Nullable LlmEvent ahead;

    @Override
    public boolean hasNext() {
      if (ahead == null) {
        ahead = RealChatStream.this.next();
      }
      return ahead != null;
    }

    @Override
    public LlmEvent next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      LlmEvent event = ahead;
      ahead = null;
      return event;
    }
  }

  private final class Pieces implements Iterator<String> {
    private @Nullable String ahead;

    @Override
    public boolean hasNext() {
      LlmEvent event;
      while (ahead == null && (event = RealChatStream.this.next()) != null) {
        if (event instanceof TextDelta text && !text.text().isEmpty()) {
          ahead = text.text();
        }
      }
      return ahead != null;
    }

    @Override
    public String next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      String piece = ahead;
      ahead = null;
      return piece;
    }
  }
}
