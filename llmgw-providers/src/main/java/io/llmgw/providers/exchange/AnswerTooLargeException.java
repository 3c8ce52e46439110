package io.llmgw.providers.exchange;

import java.io.IOException;

/** An answer has more bytes, after decompression, than this client takes. */
final class AnswerTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  AnswerTooLargeException(long limit) {
    super("the answer has more than " + limit + " bytes");
  }
}
