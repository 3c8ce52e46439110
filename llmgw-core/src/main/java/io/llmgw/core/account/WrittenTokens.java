package io.llmgw.core.account;

import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;

/** What the model has written in one attempt, counted while it passes. Not thread-safe. */
final class WrittenTokens {
  private long chars;
  private long reasoningChars;
  private long charsAtReport;
  private boolean begun;

  /** Whether there was anything that the model has made. */
  boolean begun() {
    return begun;
  }

  void add(ContentEvent event) {
    begun |= event.isCommitting();
    if (event instanceof TextDelta delta) {
      chars += delta.text().length();
    } else if (event instanceof ReasoningDelta delta) {
      chars += delta.text().length();
      reasoningChars += delta.text().length();
    } else if (event instanceof ToolArgumentsDelta delta) {
      chars += delta.json().length();
    } else if (event instanceof ToolCallStarted call) {
      chars += call.name().length();
    } else if (event instanceof RefusalDelta delta) {
      chars += delta.text().length();
    }
  }

  /** The provider has counted what it wrote up to here. */
  void reported(Usage usage) {
    if (usage.isKnown(TokenKind.OUTPUT)) {
      charsAtReport = chars;
    }
  }

  /**
   * The usage with an estimate of the output, where some of it was not reported: what the provider
   * has counted stays, and what came afterwards is added.
   *
   * @param visible whether all that was written so far has been seen; else what was not reported
   *     stays unknown as long as nothing was seen
   */
  Usage estimated(Usage usage, boolean visible) {
    TokenCount known = usage.outputTokens();
    boolean counted = known.isKnown() && charsAtReport == chars;
    if (counted || (!begun && !visible)) {
      return usage;
    }
    long least = Math.max(known.tokens(), usage.count(TokenKind.REASONING).tokens());
    long tokens =
        known.isKnown()
            ? known.tokens() + TokenEstimates.ofChars(chars - charsAtReport)
            : TokenEstimates.ofChars(chars);
    Usage.Builder output = withoutOutput(usage);
    output.estimated(TokenKind.OUTPUT, Math.max(tokens, least));
    if (reasoningChars == 0) {
      return output.build();
    }
    long reasoning = Math.round((double) tokens * reasoningChars / chars);
    return output.build().or(Usage.builder().estimated(TokenKind.REASONING, reasoning).build());
  }

  private static Usage.Builder withoutOutput(Usage usage) {
    Usage.Builder rest = Usage.builder();
    for (TokenKind kind : TokenKind.values()) {
      TokenCount count = usage.count(kind);
      if (kind != TokenKind.OUTPUT) {
        switch (count.provenance()) {
          case REPORTED -> rest.reported(kind, count.tokens());
          case ESTIMATED -> rest.estimated(kind, count.tokens());
          case UNKNOWN -> rest.atLeast(kind, count.tokens());
        }
      }
    }
    return rest;
  }
}
