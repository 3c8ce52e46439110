package io.llmgw.api.response;

import io.llmgw.api.content.Message;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.event.BillReported;
import io.llmgw.api.event.Completed;
import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.image.ImageRequest;
import io.llmgw.api.moderation.ModerationRequest;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.rerank.RerankRequest;
import io.llmgw.api.speech.SpeechRequest;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds the events of one stream into the answer. Whoever needs the answer, whole or so far, at his
 * place in the chain feeds one of these with the events that pass.
 *
 * <p>Blocks stand in the answer in the order of their indices and may arrive interleaved. Appending
 * is cheap however long the answer gets. Events that contradict each other are refused with {@link
 * IllegalStateException}, and what was there stays as it was.
 *
 * <p>Not thread-safe.
 *
 * @param <R> the kind of answer
 */
public abstract sealed class ResponseAssembler<R extends LlmResponse>
    permits ChatAssembler,
        EmbeddingAssembler,
        VerdictsAssembler,
        RankingAssembler,
        ImagesAssembler,
        SpeechAssembler,
        TranscriptAssembler,
        CountAssembler {
  private @Nullable ResponseHead head;
  private Usage usage = Usage.UNKNOWN;
  private @Nullable Completed completed;

  ResponseAssembler() {}

  /** An assembler for the answer to a request. */
  @SuppressWarnings("unchecked") // each request class has one kind of answer
  public static <R extends LlmResponse> ResponseAssembler<R> of(LlmRequest<R> request) {
    return (ResponseAssembler<R>) made(request);
  }

  private static ResponseAssembler<?> made(LlmRequest<?> request) {
    if (request instanceof ChatRequest) {
      return new ChatAssembler();
    }
    if (request instanceof EmbeddingRequest embedding) {
      return new EmbeddingAssembler(embedding.inputs().size());
    }
    if (request instanceof ModerationRequest moderation) {
      return new VerdictsAssembler(moderation.content().inputs().size());
    }
    if (request instanceof RerankRequest rerank) {
      return new RankingAssembler(rerank.content().documents().size(), rerank.wanted());
    }
    if (request instanceof ImageRequest) {
      return new ImagesAssembler();
    }
    if (request instanceof TokenCountRequest) {
      return new CountAssembler();
    }
    return request instanceof SpeechRequest ? new SpeechAssembler() : new TranscriptAssembler();
  }

  /**
   * Takes the next event of the stream.
   *
   * @throws IllegalStateException if it contradicts those before: a second head, anything after the
   *     final event, content that does not belong to the operation or to the block it names
   */
  public final void accept(LlmEvent event) {
    if (completed != null) {
      throw new IllegalStateException(event + " after the final event");
    }
    if (event instanceof ContentEvent content) {
      content(content);
    } else if (event instanceof UsageReported reported) {
      usage = reported.usage();
    } else if (event instanceof Started started) {
      if (head != null) {
        throw new IllegalStateException("a second head");
      }
      head = started.head();
    } else if (event instanceof Completed last) {
      completed = last;
      usage = last.usage().isUnknown() ? usage : last.usage();
    } else if (!(event instanceof Ping) && !(event instanceof BillReported)) {
      throw new IllegalStateException("unknown event: " + event);
    }
  }

  /**
   * The complete answer.
   *
   * @param served the account of the call
   * @throws IllegalStateException if the final event has not been seen, or something is missing
   */
  public final R response(Served served) {
    Completed last = completed;
    if (last == null) {
      throw new IllegalStateException("the final event has not been seen");
    }
    return assemble(last, Objects.requireNonNull(served, "served"));
  }

  /** Whether the final event has been seen. */
  public final boolean isCompleted() {
    return completed != null;
  }

  /** What the provider said before the answer; empty as long as it said nothing. */
  public final ResponseHead head() {
    return head == null ? ResponseHead.NONE : head;
  }

  /** The usage that was reported last: the final event's, unless that says nothing. */
  public final Usage usage() {
    return usage;
  }

  /** The answer's text so far, made anew each time; empty unless it is a chat or a transcript. */
  public String text() {
    return "";
  }

  /**
   * The answer so far, made anew each time; without parts unless it is a chat or a transcript.
   * Arguments of a tool call that is still arriving are incomplete JSON.
   */
  public Message partial() {
    return Message.assistant(List.of());
  }

  abstract void content(ContentEvent event);

  abstract R assemble(Completed last, Served served);
}
