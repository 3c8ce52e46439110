package io.llmgw.test.scripted;

import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.Ping;
import io.llmgw.api.event.ProviderItemReceived;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.event.UsageReported;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.Usage;
import io.llmgw.test.Gate;
import io.llmgw.test.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ScriptedProvider} does in one call, step by step. Everything up to the first event
 * happens inside {@code open}, the rest as the stream is read.
 *
 * <p>Two things are filled in unless the script says otherwise: {@code Started} before the first
 * event, and {@code Completed} after the last step. So {@code script.text("hello")} is a whole
 * answer, {@code script.fail(OVERLOADED)} fails in {@code open}, {@code
 * script.started().fail(OVERLOADED)} fails in the stream before any content, and {@code
 * script.text("a").fail(STREAM_BROKEN)} after some. Blocks are numbered as they begin: text after a
 * tool call is a new block.
 *
 * <p>Not thread-safe while it is written; it is fixed when the provider takes it.
 */
public final class Script {
  private final List<Step> steps = new ArrayList<>();
  private @Nullable Class<?> openBlock;
  private @Nullable LlmEvent endless;
  private int blocks;
  private boolean hasToolCall;
  private boolean ended;
  private boolean bare;
  private boolean deaf;

  Script() {}

  /** The answer begins, with the model in its head. */
  public Script started() {
    return add(ScriptedStream::started);
  }

  /** The answer begins with this head. */
  public Script started(ResponseHead head) {
    return add(new Started(head));
  }

  /** Some text, in one piece. */
  public Script text(String text) {
    return add(new TextDelta(indexOf(TextDelta.class), text));
  }

  /** Some text, in so many pieces of about the same length. */
  public Script text(String text, int pieces) {
    Tokens.pieces(text, pieces).forEach(this::text);
    return this;
  }

  /** Some reasoning, in one piece. */
  public Script reasoning(String text) {
    return add(new ReasoningDelta(indexOf(ReasoningDelta.class), text));
  }

  /** The signature of the reasoning block before it, by the provider itself. */
  public Script signed(String signature) {
    int index = indexOf(ReasoningDelta.class);
    return add(stream -> stream.signature(index, signature));
  }

  /** A refusal, in one piece. */
  public Script refusal(String text) {
    return add(new RefusalDelta(indexOf(RefusalDelta.class), text));
  }

  /** A tool call whose arguments arrive in one piece. */
  public Script toolCall(String id, String name, String argumentsJson) {
    return toolCall(id, name, argumentsJson, 1);
  }

  /** A tool call whose arguments arrive in so many pieces. */
  public Script toolCall(String id, String name, String argumentsJson, int pieces) {
    openBlock = null;
    hasToolCall = true;
    int index = indexOf(ToolCallStarted.class);
    add(new ToolCallStarted(index, id, name));
    for (String piece : Tokens.pieces(argumentsJson, pieces)) {
      add(new ToolArgumentsDelta(index, piece));
    }
    openBlock = null;
    return this;
  }

  /** An item that only its provider understands. */
  public Script item(ProviderItem item) {
    openBlock = null;
    return add(new ProviderItemReceived(indexOf(ProviderItemReceived.class), item));
  }

  /** The usage so far; the final event repeats it. */
  public Script usage(Usage usage) {
    return add(new UsageReported(usage));
  }

  /** A sign of life without content. */
  public Script ping() {
    return add(Ping.INSTANCE);
  }

  /**
   * A whole answer of the operation that the request is of: text, a vector or a verdict for each
   * input, a score for each document (the first one is the best), a picture, a sound, a transcript.
   */
  public Script fitting(LlmRequest<?> request) {
    FittingAnswer.to(request).forEach(this::events);
    return this;
  }

  /** Any events, as they are: for orders and numbers that the other methods do not make. */
  public Script events(LlmEvent... events) {
    for (LlmEvent event : events) {
      add(event);
    }
    return this;
  }

  /**
   * The final event, with the usage last reported, else the one counted by {@link Tokens}. Steps
   * may still follow, though a real provider's may not.
   */
  public Script completed(FinishReason reason) {
    ended = true;
    return add(stream -> stream.completed(reason));
  }

  /** Waits on the clocks of the call; a cancel or close ends it at once. */
  public Script pause(Duration duration) {
    return add(stream -> stream.pause(duration));
  }

  /** Waits until the gate is open; a cancel or close ends it at once. */
  public Script waitFor(Gate gate) {
    return add(stream -> stream.waitFor(gate));
  }

  /** Waits until the call is cancelled or the stream closed. */
  public Script hang() {
    return waitFor(Gate.closed());
  }

  /** Runs code of the test on the thread that reads the stream. */
  public Script run(Runnable action) {
    return add(Step.action(action));
  }

  /** Fails with a new {@link LlmException} of this kind. */
  public Script fail(ErrorKind kind) {
    ended = true;
    return add(stream -> stream.fail(kind));
  }

  /** Throws this very thing, checked exceptions and {@link Error}s included. */
  public Script fail(Throwable failure) {
    ended = true;
    return add(Step.failure(failure));
  }

  /** Ends the stream here without {@code Completed}. */
  public Script truncate() {
    ended = true;
    return add(ScriptedStream::end);
  }

  /** Never ends: repeats this piece of text for as long as somebody reads. */
  public Script endless(String text) {
    ended = true;
    endless = new TextDelta(indexOf(TextDelta.class), text);
    return this;
  }

  /** Fills nothing in: the events are exactly those written here. */
  public Script bare() {
    bare = true;
    return this;
  }

  /** Does not notice a cancel, as a badly written provider: only {@code close} ends its waits. */
  public Script deafToCancel() {
    deaf = true;
    return this;
  }

  /** What is written so far, fixed. */
  Plan plan() {
    List<Step> all = new ArrayList<>(steps);
    if (!ended && !bare) {
      FinishReason reason = hasToolCall ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      all.add(stream -> stream.completed(reason));
    }
    return new Plan(List.copyOf(all), endless, bare, deaf);
  }

  /** The number of the open block when it is of this kind, else that of a new one. */
  private int indexOf(Class<? extends LlmEvent> block) {
    if (!block.equals(openBlock)) {
      openBlock = block;
      blocks++;
    }
    return blocks - 1;
  }

  private Script add(LlmEvent event) {
    return add(Step.event(event));
  }

  private Script add(Step step) {
    steps.add(step);
    return this;
  }

  /**
   * A finished script.
   *
   * @param endless what is repeated after the last step; null for nothing
   * @param bare whether {@code Started} is not filled in
   * @param deaf whether a cancel goes unnoticed
   */
  record Plan(List<Step> steps, @Nullable LlmEvent endless, boolean bare, boolean deaf) {}
}
