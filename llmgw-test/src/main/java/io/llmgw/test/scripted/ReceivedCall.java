package io.llmgw.test.scripted;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.provider.ProviderCall;
import io.llmgw.api.request.LlmRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call as a {@link ScriptedProvider} received it, and what it has handed out so far: the truth to
 * compare with what a caller was given. Thread-safe.
 */
public final class ReceivedCall {
  private static final int REMEMBERED_EVENTS = 10_000;

  private final ProviderCall call;
  private final Runnable onClose;
  private final List<LlmEvent> delivered = new ArrayList<>();
  private final AtomicBoolean open = new AtomicBoolean();
  private boolean completed;

  ReceivedCall(ProviderCall call, Runnable onClose) {
    this.call = call;
    this.onClose = onClose;
  }

  /** What was asked. */
  public LlmRequest<?> request() {
    return call.request();
  }

  /** The model that was asked for, as the provider calls it. */
  public String model() {
    return call.model();
  }

  /** Whether the answer was asked for whole or as a stream. */
  public Delivery delivery() {
    return call.delivery();
  }

  /** Alias of the key that came with it; null when none did. */
  public @Nullable String keyAlias() {
    ApiKey key = call.key();
    return key == null ? null : key.alias();
  }

  /** Number of the attempt within the caller's call, from 1. */
  public int attempt() {
    return call.attempt();
  }

  /** Whether the engine has cancelled it. */
  public boolean isCancelled() {
    return call.cancellation().isCancelled();
  }

  /** The events handed out so far, the first 10,000 of them; a copy. */
  public synchronized List<LlmEvent> delivered() {
    return List.copyOf(delivered);
  }

  /** The text handed out so far, reasoning and tool calls left out. */
  public synchronized String text() {
    StringBuilder text = new StringBuilder();
    for (LlmEvent event : delivered) {
      if (event instanceof TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  /**
   * Whether it has a stream that is not closed; a stream must be closed, read to its end or not.
   */
  public boolean isOpen() {
    return open.get();
  }

  /** Whether its final event was handed out. */
  public synchronized boolean isCompleted() {
    return completed;
  }

  @Override
  public String toString() {
    return "ReceivedCall[model=" + model() + ", attempt=" + attempt() + ", open=" + isOpen() + "]";
  }

  void opened() {
    open.set(true);
  }

  synchronized void hand(LlmEvent event) {
    completed |= event instanceof Completed;
    if (delivered.size() < REMEMBERED_EVENTS) {
      delivered.add(event);
    }
  }

  void closed() {
    if (open.compareAndSet(true, false)) {
      onClose.run();
    }
  }

  /** What a model wrote with this event, of whatever kind. */
  static String writtenIn(LlmEvent event) {
    if (event instanceof TextDelta delta) {
      return delta.text();
    }
    if (event instanceof ReasoningDelta delta) {
      return delta.text();
    }
    if (event instanceof RefusalDelta delta) {
      return delta.text();
    }
    return event instanceof ToolArgumentsDelta delta ? delta.json() : "";
  }
}
