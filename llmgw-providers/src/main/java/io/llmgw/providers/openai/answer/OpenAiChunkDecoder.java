package io.llmgw.providers.openai.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.recurring.FrameWords;
import io.llmgw.providers.recurring.RecurringFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer. {@code [DONE]} ends it where it comes; some hosts never send it, so the
 * body may end as well once a finish reason was seen, and not before. Not thread-safe.
 */
public final class OpenAiChunkDecoder implements FrameDecoder {
  private static final String DONE = "[DONE]";

  private final AnswerHead head;
  private final OpenAiAnswer answer;
  private final OpenAiBody chunk = new OpenAiBody("delta");
  private final RecurringFrame recurring = new RecurringFrame();

  /**
   * A decoder of one answer, which passes on what it reads as it comes.
   *
   * @param origin who alone is sent again what the model signs
   */
  public OpenAiChunkDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.answer = new OpenAiAnswer(head, events, origin);
  }

  @Override
  public boolean decode(Frame frame) {
    if (frame.isBlank()) {
      return false;
    }
    if (frame.isText(DONE)) {
      answer.complete();
      return true;
    }
    read(frame);
    answer.filterPrompt(chunk.filters());
    answer.found(chunk.pages());
    ErrorBody error = chunk.error();
    if (chunk.usage() != null && (error != null || chunk.deltas().isEmpty())) {
      answer.identify(chunk);
      answer.use(chunk.usage());
      answer.bill(chunk.bill());
    }
    if (!chunk.deltas().isEmpty()) {
      addDeltas();
    }
    if (error != null) {
      throw head.refusal(error);
    }
    if (!chunk.deltas().isEmpty()) {
      if (chunk.usage() != null) {
        answer.use(chunk.usage());
      }
      answer.bill(chunk.bill());
    }
    return false;
  }

  private void addDeltas() {
    answer.identify(chunk);
    if (answer.isStarted()) {
      chunk.skipNames();
    }
    // Without an iterator: this runs for every token.
    for (int i = 0; i < chunk.deltas().size(); i++) {
      answer.add(chunk.deltas().get(i));
    }
  }

  private void read(Frame frame) {
    if ("error".equals(frame.name())) {
      throw head.refusal(ErrorBody.of(frame.bytes(), frame.offset(), frame.length()));
    }
    if (recurring.repeats(frame)) {
      return;
    }
    recurring.forget();
    try {
      chunk.read(frame.bytes(), frame.offset(), frame.length());
    } catch (JacksonException e) {
      throw head.unreadableFrame(); // without the cause, whose message quotes the answer
    }
    if (!chunk.isObject() && chunk.error() == null) {
      throw head.unreadableFrame();
    }
    FrameWords words = chunk.words();
    if (words != null) {
      recurring.learn(frame, words, chunk.padding());
    }
  }

  @Override
  public void end() {
    if (!answer.isFinished()) {
      throw head.failure(
          ErrorKind.STREAM_TRUNCATED, "ended its stream without a finish reason or [DONE]");
    }
    answer.complete();
  }
}
