package io.llmgw.api.response;

import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.json.Json;
import io.llmgw.api.schema.JsonType;
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
  private final @Nullable Run run;

  private ChatResponse(
      Message message,
      FinishReason finishReason,
      @Nullable String rawFinishReason,
      Usage usage,
      Served served,
      ResponseHead head,
      @Nullable Run run) {
    this.message = message;
    this.finishReason = Objects.requireNonNull(finishReason, "finishReason");
    this.rawFinishReason = rawFinishReason;
    this.usage = Objects.requireNonNull(usage, "usage");
    this.served = Objects.requireNonNull(served, "served");
    this.head = Objects.requireNonNull(head, "head");
    this.run = run;
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
    return new ChatResponse(message, finishReason, rawFinishReason, usage, served, head, null);
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

  /** How the answer came about in several calls; null if it is that of one plain call. */
  public @Nullable Run run() {
    return run;
  }

  /** The calls that led to this answer; empty if it is that of one plain call. */
  public List<Round> rounds() {
    return run == null ? List.of() : run.rounds();
  }

  /**
   * What this adds to the conversation, in order: {@link #message()}, and before it the tool calls
   * and results that led to it.
   */
  public List<Message> messages() {
    return run == null ? List.of(message) : run.messages();
  }

  /** The value that was asked for, which fits its type; null if none was asked for. */
  public @Nullable Json value() {
    return run == null ? null : run.value();
  }

  /**
   * The value that was asked for, in Java.
   *
   * @param type that of the {@link io.llmgw.api.answer.ExpectedAnswer} of the request
   * @throws IllegalStateException when there is none: none was asked for, or the model asks for a
   *     tool that has no function
   */
  public <T> T as(JsonType<T> type) {
    Json known = value();
    if (known == null) {
      throw new IllegalStateException(
          toolCalls().isEmpty()
              ? "no value was asked for"
              : "there is no value yet: the model asks for a tool that has no function");
    }
    return type.bind(known);
  }

  /**
   * The same answer as the last one of a run, for engines.
   *
   * @param message as the conversation goes on with it
   * @param finishReason why the run ended
   * @param run the calls that led to it
   * @param usage of all of them
   * @param served the account of all of them
   */
  public ChatResponse in(
      Message message, FinishReason finishReason, Run run, Usage usage, Served served) {
    return new ChatResponse(message, finishReason, rawFinishReason, usage, served, head, run);
  }

  @Override
  public String toString() {
    return "ChatResponse[" + finishReason + ", " + message + ", " + usage + ", " + served + "]";
  }
}
