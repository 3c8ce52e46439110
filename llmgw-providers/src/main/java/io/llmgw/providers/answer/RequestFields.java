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
          "dimensions",
          "encoding_format",
          "frequency_penalty",
          "input",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_tokens",
          "messages",
          "metadata",
          "model",
          "n",
          "output_config",
          "parallel_tool_calls",
          "presence_penalty",
          "prompt_cache_key",
          "reasoning",
          "reasoning_effort",
          "response_format",
          "seed",
          "service_tier",
          "stop",
          "stop_sequences",
          "store",
          "stream",
          "stream_options",
          "system",
          "temperature",
          "thinking",
          "tool_choice",
          "tools",
          "top_k",
          "top_logprobs",
          "top_p",
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
