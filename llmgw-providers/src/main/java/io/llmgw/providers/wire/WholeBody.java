package io.llmgw.providers.wire;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.providers.answer.AnswerHead;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Reads the JSON of an answer that came whole, and says what is wrong with one that is none. */
public final class WholeBody {
  private WholeBody() {}

  /**
   * Has the reader read the body.
   *
   * @throws io.llmgw.api.error.LlmException when the body is empty, breaks off or is not JSON
   */
  public static void read(byte[] bytes, int length, AnswerHead head, Reader reader) {
    if (isBlank(bytes, length)) {
      throw head.failure(ErrorKind.EMPTY_RESPONSE, "answered with an empty body");
    }
    try {
      reader.read(bytes, 0, length);
    } catch (UnexpectedEndOfInputException e) {
      throw head.failure(ErrorKind.STREAM_BROKEN, "answered with JSON that breaks off");
    } catch (JacksonException e) {
      // Without the cause: its message quotes the answer.
      throw head.failure(ErrorKind.PROTOCOL, "answered with something that is not JSON");
    }
  }

  private static boolean isBlank(byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** What reads the JSON. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Reads it.
     *
     * @throws JacksonException when it is not JSON
     */
    void read(byte[] bytes, int offset, int length);
  }
}
