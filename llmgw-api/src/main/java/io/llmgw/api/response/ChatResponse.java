package io.llmgw.api.response;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model's answer to a conversation. Immutable and thread-safe; {@code toString} shows no text.
 */
public final class ChatResponse implements LlmResponse {
  private final Message message;
  private final FinishReason finishReason;
  private final @Nullable String rawFinishReason;
  private final Usage usage;
  private final Served served;
  private final ResponseHead head;

  private ChatResponse(
      Message message,
      FinishReason finishReason,
      @Nullable String rawFinishReason,
      Usage usage,
      Served served,
      ResponseHead head) {
    this.message = message;
    this.finishReason = Objects.requireNonNull(finishReason, "finishReason");
    this.rawFinishReason = rawFinishReason;
    this.usage = Objects.requireNonNull(usage, "usage");
    this.served = Objects.requireNonNull(served, "served");
    this.head = Objects.requireNonNull(head, "head");
    if (message.role() != Role.ASSISTANT) {
      throw new IllegalArgumentException("an answer comes from ASSISTANT, not " + message.role());
    }
  }

  /**
   * An answer from its parts, for engines and for tests of one's own code. Answers of calls come
   * from the {@link ResponseAssembler}.
   */
  public static ChatResponse of(
      Message message,
      FinishReason finishReason,
      @Nullable String rawFinishReason,
      Usage usage,
      Served served,
      ResponseHead head) {
    return new ChatResponse(message, finishReason, rawFinishReason, usage, served, head);
  }

  /**
   * The whole answer, ready to be put into the conversation: tool calls, reasoning with its
   * signatures and provider items included.
   */
  public Message message() {
    return message;
  }

  /** The text of the answer; empty if there is none. */
  public String text() {
    return message.text();
  }

  /** The text of the reasoning; empty if there is none, or the provider keeps it to itself. */
  public String reasoning() {
    StringBuilder joined = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Reasoning reasoning) {
        joined.append(reasoning.text());
      }
    }
    return joined.toString();
  }

  /** The tools that the model asks for, in its order; empty if there are none. */
  public List<ToolCall> toolCalls() {
    return message.toolCalls();
  }

  /** Why the answer ended. */
  public FinishReason finishReason() {
    return finishReason;
  }

  /** Why the answer ended, in the provider's word; null if it said none. */
  public @Nullable String rawFinishReason() {
    return rawFinishReason;
  }

  @Override
  public Usage usage() {
    return usage;
  }

  @Override
  public Served served() {
    return served;
  }

  @Override
  public ResponseHead head() {
    return head;
  }

  /** The same answer with another usage and account, for engines that add up several rounds. */
  public ChatResponse withAccount(Usage newUsage, Served newServed) {
    return new ChatResponse(message, finishReason, rawFinishReason, newUsage, newServed, head);
  }

  @Override
  public String toString() {
    return "ChatResponse[" + finishReason + ", " + message + ", " + usage + ", " + served + "]";
  }
}
