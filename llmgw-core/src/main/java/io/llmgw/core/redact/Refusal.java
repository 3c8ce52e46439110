package io.llmgw.core.redact;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;

/** The failure of a call that is not sent. It has no text of the request, nor a cause with any. */
final class Refusal {
  private static final String BEGINNING = "redaction: ";
  private static final String END = "; nothing was sent";

  private Refusal() {}

  /** For what a request holds. */
  static LlmException blocked(String problem) {
    return of(ErrorKind.BLOCKED, problem);
  }

  /** For what does not do its work. */
  static LlmException broken(String problem) {
    return of(ErrorKind.INTERCEPTOR, problem);
  }

  private static LlmException of(ErrorKind kind, String problem) {
    return LlmException.of(kind, BEGINNING + problem + END).build();
  }

  /** What the problem was, of a call that is sent nevertheless. */
  static String problem(LlmException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return message.startsWith(BEGINNING) && message.endsWith(END)
        ? message.substring(BEGINNING.length(), message.length() - END.length())
        : message;
  }
}
