package io.llmgw.providers.bedrock.answer;

import io.llmgw.providers.answer.AnswerHead;

/** What InvokeModel counts of a request itself, whatever its model says of that. */
public final class InputTokens {
  private static final String HEADER = "x-amzn-bedrock-input-token-count";

  private InputTokens() {}

  /** The tokens of the request, {@link io.llmgw.providers.json.TokenNumber#UNKNOWN} for none. */
  public static long of(AnswerHead head) {
    return head.tokens(HEADER);
  }
}
