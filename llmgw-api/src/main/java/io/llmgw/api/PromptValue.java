package io.llmgw.api;

import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.answer.ValueStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.schema.JsonType;

/** A call whose answer is a value. What the request says of its answer already, it keeps. */
final class PromptValue {
  private PromptValue() {}

  static <T> T of(LlmClient client, ChatRequest request, JsonType<T> type) {
    PromptTools.requireFunctions(request);
    return client.chat(request.with(expected(request, type))).as(type);
  }

  /** An answer that is shown while it is written cannot be taken back, and so not be repaired. */
  static <T> ValueStream<T> stream(LlmClient client, ChatRequest request, JsonType<T> type) {
    PromptTools.requireFunctions(request);
    ExpectedAnswer once = expected(request, type).repairs(0);
    return ValueStream.of(client.stream(request.with(once)), type);
  }

  private static ExpectedAnswer expected(ChatRequest request, JsonType<?> type) {
    ExpectedAnswer known = request.option(ExpectedAnswer.class);
    return known == null ? ExpectedAnswer.of(type) : known.withType(type);
  }
}
