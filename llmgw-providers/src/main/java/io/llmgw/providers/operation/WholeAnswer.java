package io.llmgw.providers.operation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.providers.answer.AnswerHead;
import io.llmgw.providers.answer.ErrorBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** What whole answers of these operations have in common. */
final class WholeAnswer {
  private WholeAnswer() {}

  /**
   * The failure of an answer without a result: an error inside it, or none of this protocol.
   *
   * @param listed whether there was a place for results
   * @param result what is missing, in a word
   */
  static LlmException without(
      String result, boolean listed, byte[] body, int length, AnswerHead head) {
    ErrorBody error = ErrorBody.of(body, 0, length);
    if (error.isExplicit() || (!listed && error.hasWords())) {
      return head.refusal(error);
    }
    return listed
        ? head.failure(ErrorKind.EMPTY_RESPONSE, "answered without any " + result + " in it")
        : head.failure(ErrorKind.PROTOCOL, "answered with JSON that holds no " + result);
  }

  static @Nullable String unlessEmpty(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  /** The number at the parser; not a number for everything else, which is skipped. */
  static double real(JsonParser json) {
    if (json.currentToken().isNumeric()) {
      return json.getDoubleValue();
    }
    json.skipChildren();
    return Double.NaN;
  }
}
