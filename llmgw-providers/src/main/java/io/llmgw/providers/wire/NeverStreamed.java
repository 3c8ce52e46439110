package io.llmgw.providers.wire;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.AnswerHead;

/** For protocols without streams: whatever calls itself one is none of their answers. */
public final class NeverStreamed implements FrameDecoder {
  private final AnswerHead head;
  private final String asked;

  /**
   * A decoder that refuses this answer.
   *
   * @param asked what it answers, with its article
   */
  public NeverStreamed(AnswerHead head, String asked) {
    this.head = head;
    this.asked = asked;
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
    return head.failure(ErrorKind.PROTOCOL, "streamed the answer to " + asked);
  }
}
