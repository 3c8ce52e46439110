package io.llmgw.providers.responses.answer;

import io.llmgw.api.response.FinishReason;
import org.jspecify.annotations.Nullable;

/** What the statuses of a response mean, and why one is incomplete. */
final class ResponsesFinish {
  private ResponsesFinish() {}

  /** The provider's word for the end: why it is incomplete, where it says so. */
  static @Nullable String word(@Nullable String status, @Nullable String incompleteReason) {
    return "incomplete".equals(status) && incompleteReason != null ? incompleteReason : status;
  }

  /** The reason behind that word; what the answer holds says more than that it is complete. */
  static FinishReason reason(@Nullable String word, boolean hasCalls, boolean isRefused) {
    if (word == null) {
      return hasCalls ? FinishReason.TOOL_CALLS : FinishReason.OTHER;
    }
    return switch (word) {
      case "completed" -> {
        if (hasCalls) {
          yield FinishReason.TOOL_CALLS;
        }
        yield isRefused ? FinishReason.REFUSAL : FinishReason.STOP;
      }
      case "max_output_tokens" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      // Of answers that are made in the background.
      case "queued", "in_progress" -> FinishReason.PAUSE;
      case "cancelled" -> FinishReason.ERROR;
      default -> FinishReason.OTHER;
    };
  }
}
