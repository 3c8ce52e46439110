package io.llmgw.test.simulated;

import static io.llmgw.test.simulated.OpenAiFrames.object;

import io.llmgw.test.socket.ReceivedRequest;

/** Counts of tokens as hosts of OpenAI's protocol have them, each at its own path. */
final class OpenAiCounts {
  private static final String VLLM = "/tokenize";
  private static final String LLAMA_CPP = "/chat/completions/input_tokens";
  private static final String MOONSHOT = "/tokenizers/estimate-token-count";
  private static final String ZAI = "/tokenizer";

  private OpenAiCounts() {}

  static boolean isAsked(ReceivedRequest request) {
    return Protocol.isAt(request, VLLM)
        || Protocol.isAt(request, LLAMA_CPP)
        || Protocol.isAt(request, MOONSHOT)
        || Protocol.isAt(request, ZAI);
  }

  /** The count where it would be answered by text; else the same. */
  static Reply reply(ReceivedRequest request, Reply chosen, ChatAsk ask) {
    if (Protocol.isAt(request, VLLM)) {
      return chosen.counting("count", ask);
    }
    if (Protocol.isAt(request, LLAMA_CPP)) {
      return chosen.counting("input_tokens", ask);
    }
    if (!(chosen.content() instanceof Content.Text)) {
      return chosen;
    }
    return Protocol.isAt(request, MOONSHOT)
        ? chosen.withBody(OpenAiFrames.json("data", object("total_tokens", ask.inputTokens())))
        : chosen.withBody(OpenAiFrames.json("usage", object("prompt_tokens", ask.inputTokens())));
  }
}
