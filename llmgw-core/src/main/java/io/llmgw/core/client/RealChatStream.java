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
  // What an iterator has looked at and nobody was given yet: whoever reads next is.
  private @Nullable LlmEvent ahead;

  RealChatStream(OpenAnswer<ChatResponse> call) {
    this.call = call;
  }

  @Override
  public String callId() {
    return call.id();
  }

  @Override
  public @Nullable LlmEvent next() {
    LlmEvent event = peek();
    ahead = null;
    return event;
  }

  private @Nullable LlmEvent peek() {
    if (ahead != null) {
      return ahead;
    }
    try {
      ahead = call.next();
      return ahead;
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
    ahead = null;
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
    ahead = null;
    call.close();
  }

  private final class Events implements Iterator<LlmEvent> {
    @Override
    public boolean hasNext() {
      return peek() != null;
    }

    @Override
    public LlmEvent next() {
      LlmEvent event = RealChatStream.this.next();
      if (event == null) {
        throw new NoSuchElementException();
      }
      return event;
    }
  }

  private final class Pieces implements Iterator<String> {
    @Override
    public boolean hasNext() {
      return skipToPiece() != null;
    }

    @Override
    public String next() {
      TextDelta piece = skipToPiece();
      if (piece == null) {
        throw new NoSuchElementException();
      }
      ahead = null;
      return piece.text();
    }

    /** Leaves the next piece of text for whoever reads it. */
    private @Nullable TextDelta skipToPiece() {
      for (LlmEvent event = peek(); event != null; event = peek()) {
        if (event instanceof TextDelta text && !text.text().isEmpty()) {
          return text;
        }
        ahead = null;
      }
      return null;
    }
  }
}
