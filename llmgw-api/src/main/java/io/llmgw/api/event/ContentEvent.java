package io.llmgw.api.event;

/**
 * A piece of the answer. It belongs to a block, and blocks may interleave: the index says to which.
 */
public sealed interface ContentEvent extends LlmEvent
    permits TextDelta,
        ReasoningDelta,
        RefusalDelta,
        ToolCallStarted,
        ToolArgumentsDelta,
        BlockSigned,
        ProviderItemReceived,
        MediaProduced,
        VectorProduced,
        InputJudged,
        DocumentRanked,
        TranscriptDescribed,
        TokensCounted {
  /** The place of the block in the answer, from 0, as the provider orders it. */
  int index();
}
