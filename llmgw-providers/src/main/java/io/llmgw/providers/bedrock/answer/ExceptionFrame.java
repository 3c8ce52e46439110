package io.llmgw.providers.bedrock.answer;

import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import io.llmgw.providers.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Tells a frame that is an exception. */
final class ExceptionFrame {
  private static final String EXCEPTION = "Exception";

  private ExceptionFrame() {}

  /** Said by the framing, or by the name where something in front has framed it anew. */
  static boolean isOne(Frame frame) {
    String name = frame.name();
    return frame.isFailure() || (name != null && name.endsWith(EXCEPTION));
  }

  /**
   * The failure that the frame means.
   *
   * @param code what it is called; null where only its payload says that
   */
  static LlmException refusal(AnswerHead head, Frame frame, @Nullable String code) {
    return head.refusal(ErrorBody.of(frame.bytes(), frame.offset(), frame.length()).named(code));
  }
}
