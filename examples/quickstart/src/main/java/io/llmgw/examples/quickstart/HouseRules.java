package io.llmgw.examples.quickstart;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.LlmRequest;

/**
 * A policy of the house in ten lines: every chat is told to be polite, by whatever door it comes.
 */
final class HouseRules implements Interceptor {
  static final String RULES = "Answer politely, in one sentence.";

  @Override
  public LinkSpec spec() {
    return LinkSpec.named("house-rules").in(Slot.APPLICATION);
  }

  @Override
  public EventStream intercept(Chain chain) {
    LlmRequest<?> asked = chain.request();
    return chain.proceed(
        asked instanceof ChatRequest chat ? chat.withSystemPrefix(RULES) : asked,
        outcome -> chain.context().trail().note("house-rules", "told the model to be polite"));
  }
}
