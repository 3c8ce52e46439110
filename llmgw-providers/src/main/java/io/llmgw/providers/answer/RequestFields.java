package io.llmgw.providers.answer;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields of requests, as providers name them where they object to one: {@code temperature}, {@code
 * messages[2].content}, or a sentence that begins with {@code max_tokens:}. Only names of this list
 * are repeated, since anything else may be a part of the prompt.
 */
final class RequestFields {
  private static final Set<String> KNOWN =
      Set.of(
          "background",
          "context_management",
          "conversation",
          "dimensions",
          "encoding_format",
          "frequency_penalty",
          "include",
          "input",
          "instructions",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_output_tokens",
          "max_tokens",
          "max_tool_calls",
          "messages",
          "metadata",
          "modalities",
          "model",
          "n",
          "output_config",
          "parallel_tool_calls",
          "prediction",
          "presence_penalty",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning",
          "reasoning_effort",
          "response_format",
          "safety_identifier",
          "seed",
          "service_tier",
          "stop",
          "stop_sequences",
          "store",
          "stream",
          "stream_options",
          "system",
          "temperature",
          "text",
          "thinking",
          "tool_choice",
          "tools",
          "top_k",
          "top_logprobs",
          "top_p",
          "truncation",
          "user",
          "verbosity");

  private RequestFields() {}

  /** The field that a path, or a sentence about one, begins with; null when that is none. */
  static @Nullable String in(String words) {
    int end = 0;
    while (end < words.length() && isPartOfAName(words.charAt(end))) {
      end++;
    }
    boolean named = end == words.length() || ".[:".indexOf(words.charAt(end)) >= 0;
    String name = words.substring(0, end);
    return named && KNOWN.contains(name) ? name : null;
  }

  private static boolean isPartOfAName(char c) {
    return (c >= 'a' && c <= 'z') || c == '_';
  }
}
