package io.llmgw.providers.answer;

import java.util.List;

/**
 * What providers say of a request that is in order, and that this model or server cannot serve:
 * another target may. A code says it beyond doubt; of hosts without one, words do.
 */
final class Incapable {
  /** OpenAI and Azure, of a parameter, or a value of it, that the model does not take. */
  private static final List<String> CODES = List.of("unsupported_parameter", "unsupported_value");

  private static final List<String> WORDS =
      List.of(
          "does not support tools", // Ollama
          "does not support thinking",
          "does not support chat",
          "does not support embeddings",
          "is not enabled for models/", // Gemini, of functions, JSON and the system's words
          "function calling is not enabled for",
          "this model doesn't support", // Bedrock
          "requires --enable-auto-tool-choice", // vLLM
          "only supported by certain models", // OpenAI, of images
          "supported values are: 'text', ", // of the kinds of parts
          "this model does not support",
          "cannot both be specified for this model", // Anthropic, of temperature and top_p
          "is not supported on this model",
          "is not supported for this model",
          "tool use is not supported", // Cohere
          "is not supported with this model",
          "is not supported by this model",
          "are not supported by this model");

  private Incapable() {}

  /** Whether the code says so. */
  static boolean isCalled(ErrorBody body) {
    return body.isCalledAny(CODES);
  }

  /** Whether code or words of an answer with this status say so. */
  static boolean isSaid(int status, ErrorBody body) {
    return (status == 400 || status == 422) && (isCalled(body) || body.mentionsAny(WORDS));
  }
}
