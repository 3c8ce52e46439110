package io.llmgw.providers.wire;

import java.io.IOException;

/** An answer has more bytes, after decompression, than this client takes. */
public final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An answer above the limit in bytes. */
  public AnswerTooLargeException(long limit) {
    super("the answer has more than " + limit + " bytes");
  }
}
