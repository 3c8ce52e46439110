package io.llmgw.api.price;

import io.llmgw.api.usage.TokenKind;

/** What has a price of its own: the kinds of tokens, and how two of them meet. */
public enum PriceKind {
  /** Input of no other kind, and of every kind that has no price of its own. */
  INPUT,
  /** Input read from the provider's prompt cache; without a price it costs what input costs. */
  CACHED_INPUT,
  /** Input written to the cache for a short time; without a price it costs what input costs. */
  CACHE_WRITE,
  /**
   * Input written to the cache for a long time. Without a price, where short writes have one, what
   * it costs is unknown, and not less than a short write.
   */
  CACHE_WRITE_LONG,
  /** Audio that was read; without a price it costs what other input costs. */
  AUDIO_INPUT,
  /** Audio read from the cache; without a price it costs what audio costs that was not cached. */
  CACHED_AUDIO_INPUT,
  /** Images that were read; without a price they cost what other input costs. */
  IMAGE_INPUT,
  /** Output of no other kind, and of every kind that has no price of its own. */
  OUTPUT,
  /** Reasoning; without a price it costs what other output costs. */
  REASONING,
  /** Audio that was produced; without a price it costs what other output costs. */
  AUDIO_OUTPUT,
  /** Images that were produced; without a price they cost what other output costs. */
  IMAGE_OUTPUT;

  /** Whether it is input; else it is output. */
  public boolean isInput() {
    return compareTo(OUTPUT) < 0;
  }

  /** The total that its tokens are part of. */
  public TokenKind total() {
    return isInput() ? TokenKind.INPUT : TokenKind.OUTPUT;
  }
}
