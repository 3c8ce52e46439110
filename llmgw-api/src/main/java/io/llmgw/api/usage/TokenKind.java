package io.llmgw.api.usage;

/**
 * What tokens are counted. {@link #INPUT} and {@link #OUTPUT} are totals; all other kinds are parts
 * of one of them, so that only the two may be added up. A provider may contradict itself, and
 * report a part that is larger than its total: both are as it said, and a cost that is computed
 * from them is a lower bound.
 */
public enum TokenKind {
  /** All that the model read: cached, written and media parts included. */
  INPUT,
  /** The part of the input that was read from the provider's prompt cache. */
  CACHED_INPUT,
  /** The part of the input that was written to the provider's prompt cache for a short time. */
  CACHE_WRITE,
  /** The part of the input that was written to the provider's prompt cache for a long time. */
  CACHE_WRITE_LONG,
  /** All that the model wrote: reasoning and media parts included. */
  OUTPUT,
  /** The part of the output that was reasoning. */
  REASONING,
  /** The part of the input that was audio. */
  AUDIO_INPUT,
  /** The part of the output that was audio. */
  AUDIO_OUTPUT,
  /** The part of the input that was images. */
  IMAGE_INPUT,
  /** The part of the output that was images. */
  IMAGE_OUTPUT,
  /** The part of the input that results of the provider's own tools made up. */
  TOOL_USE
}
