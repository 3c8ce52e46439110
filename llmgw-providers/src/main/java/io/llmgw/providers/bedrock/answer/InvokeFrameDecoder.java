package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.event.LlmEvent;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.anthropic.answer.AnthropicFrameDecoder;
import io.llmgw.providers.wire.ErrorFrame;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;

/**
 * Reads a streamed answer of Claude by InvokeModelWithResponseStream: each chunk has an event of
 * Anthropic's inside. Not thread-safe.
 */
public final class InvokeFrameDecoder implements FrameDecoder {
  private final AnswerHead head;
  private final ChunkBytes chunk = new ChunkBytes();
  private final AnthropicFrameDecoder decoder;

  /** A decoder of one answer, which passes on what it reads as it comes, and says from where. */
  public InvokeFrameDecoder(AnswerHead head, Consumer<LlmEvent> events, String origin) {
    this.head = head;
    this.decoder = new AnthropicFrameDecoder(head, events, origin);
  }

  @Override
  public boolean decode(Frame frame) {
    if (ExceptionFrame.isOne(frame)) {
      throw ExceptionFrame.refusal(head, frame, frame.name());
    }
    if (frame.isBlank()) {
      return false;
    }
    Frame inside;
    try {
      inside = chunk.read(frame);
    } catch (JacksonException e) {
      throw head.unreadableFrame(); // without the cause, whose message quotes the answer
    }
    if (inside == null) {
      // An event that is not known here, or an error of something in front of the provider.
      ErrorFrame.refuse(head, frame, false, chunk.isObject());
      return false;
    }
    if (!chunk.isSound()) {
      throw head.unreadableFrame();
    }
    return decoder.decode(inside);
  }

  @Override
  public void end() {
    decoder.end();
  }
}
