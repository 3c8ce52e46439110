package io.llmgw.providers.wire;

import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;

/** Tells a frame that is an error from one that is only unknown. */
public final class ErrorFrame {
  private ErrorFrame() {}

  /**
   * Looks at a frame that is an error, or has no type: that may be one of something in front of the
   * provider.
   *
   * @param certain whether it calls itself an error
   * @param object whether it is a JSON object
   * @throws io.llmgw.api.error.LlmException when it is an error, or nothing that can be read
   */
  public static void refuse(AnswerHead head, Frame frame, boolean certain, boolean object) {
    ErrorBody error = ErrorBody.of(frame.bytes(), frame.offset(), frame.length());
    if (certain || error.isExplicit() || error.hasWords()) {
      throw head.refusal(error);
    }
    if (!object) {
      throw head.unreadableFrame();
    }
  }
}
