package io.llmgw.providers.tokens;

import io.llmgw.providers.replay.Exchange;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds what a provider reported to have read, in an answer of any protocol. */
final class ReportedInput {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ReportedInput() {}

  /** The last report of the answer; empty where there is none. */
  static OptionalLong of(Exchange exchange) {
    long found = 0;
    for (String line : exchange.text().split("\n")) {
      int start = line.indexOf('{');
      if (start >= 0 && start <= "data: ".length()) {
        found = Math.max(found, read(line.substring(start)));
      }
    }
    if (found == 0) {
      found = read(exchange.text());
    }
    return found > 0 ? OptionalLong.of(found) : OptionalLong.empty();
  }

  private static long read(String text) {
    try {
      return tokens(JSON.readTree(text));
    } catch (JacksonException e) {
      return 0; // part of a larger text, or no JSON at all
    }
  }

  private static long tokens(JsonNode answer) {
    for (String place :
        new String[] {
          "/usage", "/response/usage", "/message/usage", "/delta/usage/tokens", "/usageMetadata"
        }) {
      long tokens = inUsage(answer.at(place));
      if (tokens > 0) {
        return tokens;
      }
    }
    long evaluated = answer.path("prompt_eval_count").asLong(0);
    return evaluated > 0 ? evaluated : inUsage(answer.at("/x_groq/usage"));
  }

  private static long inUsage(JsonNode usage) {
    if (usage.path("tokens").isObject()) {
      return inUsage(usage.path("tokens"));
    }
    long all =
        usage.path("prompt_tokens").asLong(0)
            + usage.path("input_tokens").asLong(0)
            + usage.path("promptTokenCount").asLong(0)
            + usage.path("inputTokens").asLong(0);
    return all
        + usage.path("cache_read_input_tokens").asLong(0)
        + usage.path("cache_creation_input_tokens").asLong(0)
        + usage.path("cacheReadInputTokens").asLong(0)
        + usage.path("cacheWriteInputTokens").asLong(0);
  }
}
