package io.llmgw.api.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import org.jspecify.annotations.Nullable;

/**
 * Picks the text of a value out of the events of a run: the arguments of the tool that stands for
 * the answer where the value is asked for so, and the text otherwise. Each round gives a value of
 * its own; in a round that calls another tool, nothing from there on belongs to one. Not
 * thread-safe.
 */
final class ValueText {
  private final boolean byTool;
  private JsonPrefix text = new JsonPrefix();
  private int round = 1;
  private int answerBlock = -1;
  private boolean over;

  ValueText(@Nullable AnswerForm form) {
    this.byTool = form == AnswerForm.TOOL;
  }

  /** Takes an event of a round; false when it adds nothing to the value. */
  boolean take(LlmEvent event, int ofRound) {
    if (ofRound != round) {
      begin(ofRound);
    }
    if (event instanceof ToolCallStarted call) {
      started(call);
    }
    String piece = over ? null : piece(event);
    if (piece == null) {
      return false;
    }
    text.append(piece);
    return true;
  }

  private void begin(int nextRound) {
    round = nextRound;
    text = new JsonPrefix();
    answerBlock = -1;
    over = false;
  }

  private void started(ToolCallStarted call) {
    if (byTool && call.name().equals(ExpectedAnswer.TOOL_NAME)) {
      answerBlock = answerBlock < 0 ? call.index() : answerBlock;
    } else {
      over = true;
    }
  }

  private @Nullable String piece(LlmEvent event) {
    if (event instanceof ToolArgumentsDelta call && call.index() == answerBlock) {
      return call.json();
    }
    return event instanceof TextDelta delta && !byTool ? delta.text() : null;
  }

  /** What is there of the value of the round. */
  JsonPrefix soFar() {
    return text;
  }
}
