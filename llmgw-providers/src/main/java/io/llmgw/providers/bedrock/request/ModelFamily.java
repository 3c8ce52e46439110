package io.llmgw.providers.bedrock.request;

import java.util.Locale;

/**
 * Whose model it is, as far as its id says: Converse is one form for all of them, but for what it
 * passes on unread.
 */
public enum ModelFamily {
  /** Anthropic's. */
  CLAUDE,
  /** Amazon's of the first generation, which do not think. */
  NOVA,
  /** Amazon's of the second. */
  NOVA_2,
  /** OpenAI's open ones. */
  GPT_OSS,
  /** Alibaba's. */
  QWEN,
  /** Of somebody else. */
  OTHER,
  /** The id is the address of something in an account, which does not say what serves it. */
  UNKNOWN;

  /** Reads an id such as {@code eu.anthropic.claude-sonnet-4-5-20250929-v1:0}, or an ARN. */
  public static ModelFamily of(String model) {
    String id = model.toLowerCase(Locale.ROOT);
    if (id.contains("claude")) {
      return CLAUDE;
    }
    if (id.contains("nova-2")) {
      return NOVA_2;
    }
    if (id.contains("amazon.nova")) {
      return NOVA;
    }
    if (id.contains("gpt-oss")) {
      return GPT_OSS;
    }
    if (id.contains("qwen")) {
      return QWEN;
    }
    return id.startsWith("arn:") ? UNKNOWN : OTHER;
  }

  /** Whether it keeps prompts where a mark says so (user guide, "Prompt caching"). */
  boolean caches() {
    return this == CLAUDE || this == NOVA || this == NOVA_2 || this == UNKNOWN;
  }

  /** Whether such a mark may stand among its tools. */
  boolean cachesTools() {
    return this == CLAUDE || this == UNKNOWN;
  }
}
