package io.llmgw.providers.openai;

import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.providers.counting.CountField;
import io.llmgw.providers.counting.CountForm;
import io.llmgw.providers.counting.TokenCountFormat;
import io.llmgw.providers.dialect.TokenCounting;
import io.llmgw.providers.openai.request.MessageCount;
import io.llmgw.providers.openai.request.TemplateCount;
import io.llmgw.providers.wire.WireCall;
import io.llmgw.providers.wire.WireFormat;

/** Where the hosts of Chat Completions count tokens, and how they are asked. */
final class HostCounts {
  private HostCounts() {}

  /** The format of a count in this way; {@code chats} itself for none. */
  static WireFormat of(TokenCounting way, TokenCountRequest request, WireFormat chats) {
    return switch (way) {
      case NONE -> chats;
      case TEMPLATE ->
          at(TemplateCount.PATH, request, chats, TemplateCount::of, CountField.number("count"));
      case CHAT -> // tools/server of ggml-org/llama.cpp
          at(
              "chat/completions/input_tokens",
              request,
              chats,
              MessageCount::ofChat,
              CountField.number("input_tokens"));
      case MESSAGES -> // platform.moonshot.ai, "Calculate tokens"
          at(
              "tokenizers/estimate-token-count",
              request,
              chats,
              MessageCount::ofMessages,
              CountField.numberIn("data", "total_tokens"));
      case MESSAGES_AND_TOOLS -> // docs.z.ai/api-reference, "Tokenizer"
          at(
              "tokenizer",
              request,
              chats,
              MessageCount::withTools,
              CountField.numberIn("usage", "prompt_tokens"));
    };
  }

  private static WireFormat at(
      String path, TokenCountRequest request, WireFormat chats, CountForm form, CountField field) {
    return new TokenCountFormat(chats, request, call -> path, WireCall::model, form, field);
  }
}
