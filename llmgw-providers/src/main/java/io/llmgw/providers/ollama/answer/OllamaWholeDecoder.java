package io.llmgw.providers.ollama.answer;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.json.WireJson;
import io.llmgw.providers.wire.WholeBody;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * Reads an answer that came whole: one response, or the lines of a stream that was not announced as
 * one.
 */
public final class OllamaWholeDecoder {
  private final AnswerHead head;
  private final Consumer<LlmEvent> events;
  private final List<OllamaLine> lines = new ArrayList<>(1);
  private @Nullable OllamaLine odd;
  private ErrorBody error = ErrorBody.of(new byte[0], 0, 0);

  /** A decoder of one answer, which passes on what it reads. */
  public OllamaWholeDecoder(AnswerHead head, Consumer<LlmEvent> events) {
    this.head = head;
    this.events = events;
  }

  /** Reads the first bytes, so many, as the whole answer. */
  public void decode(byte[] bytes, int length) {
    WholeBody.read(bytes, length, head, this::read);
    if (odd != null) {
      if (odd.hasError || error.isExplicit() || error.hasWords()) {
        throw head.refusal(error);
      }
      throw head.failure(ErrorKind.PROTOCOL, "answered with JSON that is no response");
    }
    OllamaAnswer answer = new OllamaAnswer(head, events);
    lines.forEach(answer::take);
    if (answer.isEmpty()) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered without anything in it");
    }
    boolean isCut = lines.size() > 1 || lines.get(0).goesOn;
    if (isCut && !answer.isFinished()) {
      throw head.failure(ErrorKind.STREAM_TRUNCATED, "ended its lines without saying done");
    }
    answer.complete();
  }

  private void read(byte[] bytes, int offset, int length) {
    try (JsonParser json = WireJson.parser(bytes, offset, length)) {
      while (json.nextToken() != null) {
        OllamaLine line = new OllamaLine();
        int from = WireJson.place(json);
        line.read(json, bytes, offset);
        lines.add(line);
        if (odd == null && (line.hasError || !line.hasAnswer)) {
          int to = (int) json.currentLocation().getByteOffset();
          odd = line;
          error = ErrorBody.of(bytes, offset + from, to - from);
        }
      }
    }
  }
}
