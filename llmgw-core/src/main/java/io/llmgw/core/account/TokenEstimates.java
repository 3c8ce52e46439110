package io.llmgw.core.account;

import io.llmgw.api.request.LlmRequest;

/** Tokens that no provider has counted, by a rule of thumb. */
final class TokenEstimates {
  /** What English text and code come to with most tokenizers. */
  private static final int CHARS_PER_TOKEN = 4;

  private TokenEstimates() {}

  /** What the model reads when it gets this request; at least 1. */
  static long ofInput(LlmRequest<?> request) {
    return 1 + ofChars(request.content().textLength());
  }

  /** What so much text comes to. */
  static long ofChars(long chars) {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }
}
