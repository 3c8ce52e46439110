package io.llmgw.providers.anthropic.request;

import java.util.Set;

/** What a request for a count has of a request for an answer. */
public final class CountedFields {
  /** docs of the count at platform.claude.com: what it does not have, it refuses. */
  public static final Set<String> LEFT_OUT =
      Set.of(
          "max_tokens",
          "temperature",
          "top_p",
          "top_k",
          "stop_sequences",
          "metadata",
          "service_tier");

  private CountedFields() {}
}
