package io.llmgw.providers.embedding;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.wire.Frame;
import io.llmgw.providers.wire.FrameDecoder;

/** For protocols without streams: whatever calls itself one is none of their answers. */
public final class NeverStreamed implements FrameDecoder {
  private final AnswerHead head;

  /** A decoder that refuses this answer. */
  public NeverStreamed(AnswerHead head) {
    this.head = head;
  }

  @Override
  public boolean decode(Frame frame) {
    throw refusal();
  }

  @Override
  public void end() {
    throw refusal();
  }

  private LlmException refusal() {
    return head.failure(ErrorKind.PROTOCOL, "streamed the answer to an embedding");
  }
}
