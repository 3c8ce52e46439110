package io.llmgw.providers.wire;

import java.io.IOException;

/** The bytes of a streamed answer are not what its framing allows. */
public final class BrokenFrameException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * A frame that is none.
   *
   * @param problem the rest of a sentence that begins with the frame, without any of its bytes
   */
  public BrokenFrameException(String problem) {
    super(problem);
  }
}
