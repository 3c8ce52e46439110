package io.llmgw.providers.ollama.answer;

import io.llmgw.api.event.Completed;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.CallIds;
import io.llmgw.providers.json.ProviderFields;
import io.llmgw.providers.json.TokenNumber;
import io.llmgw.providers.recurring.FrameWords;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it arrives: makes the events. Words come without numbers, so that they go on
 * with those of the same kind before them. Streamed or whole makes no difference here. Not
 * thread-safe.
 */
final class OllamaAnswer {
  private static final int NOTHING_OPEN = -1;

  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final CallIds ids;
  private int openPlace = NOTHING_OPEN;
  private boolean openIsThought;
  private int places;
  private boolean started;
  private @Nullable String doneReason;
  private boolean done;
  private long inputTokens = TokenNumber.UNKNOWN;
  private long outputTokens = TokenNumber.UNKNOWN;

  OllamaAnswer(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
    this.ids = head.callIds();
  }

  /** Takes the next line, or the whole answer. */
  void take(OllamaLine line) {
    if (!started) {
      started = true;
      events.accept(head.started(null, line.model));
    }
    say(true, line.thinking);
    say(false, line.text);
    int calls = line.calls.size(); // without an iterator, which every line would pay for
    for (int i = 0; i < calls; i++) {
      take(line.calls.get(i));
    }
    if (line.done) {
      done = true;
      doneReason = line.doneReason;
      inputTokens = line.inputTokens;
      outputTokens = line.outputTokens;
    }
  }

  private void say(boolean thought, FrameWords words) {
    String text = words.text();
    if (text == null || text.isEmpty()) {
      return;
    }
    if (openPlace == NOTHING_OPEN || openIsThought != thought) {
      openPlace = places++;
      openIsThought = thought;
    }
    events.accept(thought ? new ReasoningDelta(openPlace, text) : new TextDelta(openPlace, text));
  }

  private void take(OllamaCall call) {
    if (!call.isNamed() || call.name == null) {
      throw head.namelessCall();
    }
    openPlace = NOTHING_OPEN;
    int place = places++;
    events.accept(
        new ToolCallStarted(
            place,
            ids.unused(call.id),
            call.name,
            ProviderFields.keep(head.provider(), call.others)));
    if (call.arguments != null && !call.arguments.isEmpty()) {
      events.accept(new ToolArgumentsDelta(place, call.arguments));
    }
  }

  /** Whether nothing at all has come, and no end. */
  boolean isEmpty() {
    return places == 0 && !done;
  }

  /** Whether the provider said that nothing follows. */
  boolean isFinished() {
    return done;
  }

  void complete() {
    Usage.Builder usage = Usage.builder();
    TokenNumber.report(usage, TokenKind.INPUT, inputTokens);
    TokenNumber.report(usage, TokenKind.OUTPUT, outputTokens);
    events.accept(
        new Completed(OllamaFinish.reason(doneReason, !ids.isEmpty()), doneReason, usage.build()));
  }
}
