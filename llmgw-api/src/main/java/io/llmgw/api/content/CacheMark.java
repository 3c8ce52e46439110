package io.llmgw.api.content;

/**
 * Asks the provider to keep everything up to here in its prompt cache. Providers that cache by
 * themselves ignore it.
 */
public enum CacheMark {
  /** For about 5 minutes. */
  SHORT,
  /** For about an hour, where the provider offers that at its own price. */
  LONG
}
