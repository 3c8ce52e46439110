package io.llmgw.core.account;

import io.llmgw.api.event.ContentEvent;
import io.llmgw.api.event.MediaProduced;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.RefusalDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.event.ToolArgumentsDelta;
import io.llmgw.api.event.ToolCallStarted;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.tokens.TextTally;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.TokenCount;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What the model has written in one attempt, counted while it passes.
 *
 * <p>The pieces of a stream are tallied, since any of them may be the last. An answer that came
 * whole nearly always reports its usage: its longest piece is remembered, which is most of it, in
 * case it does not. Not thread-safe.
 */
final class WrittenTokens {
  private final @Nullable TextTally tally; // of a stream
  private String longest = "";
  private long chars;
  private long reasoningChars;
  private long charsAtReport;
  private boolean begun;
  private boolean uncounted;

  WrittenTokens(Delivery delivery) {
    this.tally = delivery == Delivery.WHOLE ? null : new TextTally();
  }

  /** Whether there was anything that the model has made. */
  boolean begun() {
    return begun;
  }

  void add(ContentEvent event) {
    begun |= event.isCommitting();
    uncounted |= event instanceof MediaProduced;
    if (event instanceof TextDelta delta) {
      add(delta.text());
    } else if (event instanceof ReasoningDelta delta) {
      add(delta.text());
      reasoningChars += delta.text().length();
    } else if (event instanceof ToolArgumentsDelta delta) {
      add(delta.json());
    } else if (event instanceof ToolCallStarted call) {
      add(call.name());
    } else if (event instanceof RefusalDelta delta) {
      add(delta.text());
    }
  }

  private void add(String text) {
    chars += text.length();
    if (tally != null) {
      tally.add(text);
    } else if (text.length() > longest.length()) {
      longest = text;
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
   * @param whole whether the answer is; of one that is not, and would have come whole, nothing was
   *     seen, and what was not reported stays unknown; as it does where there are media, whose
   *     tokens nobody here can count
   */
  Usage estimated(Usage usage, boolean whole, TokenEstimator estimator, ModelRef model) {
    TokenCount known = usage.outputTokens();
    boolean counted = known.isKnown() && charsAtReport == chars;
    if (counted || uncounted || (!begun && !whole && tally == null)) {
      return usage;
    }
    double perChar = chars == 0 ? 0 : tokens(estimator, model) / chars;
    long fresh = Math.round(perChar * (known.isKnown() ? chars - charsAtReport : chars));
    long least = Math.max(known.tokens(), usage.count(TokenKind.REASONING).tokens());
    long tokens = Math.max(least, known.isKnown() ? known.tokens() + fresh : fresh);
    Usage output = withOutput(usage, tokens);
    if (reasoningChars == 0) {
      return output;
    }
    long reasoning = Math.round((double) tokens * reasoningChars / chars);
    return output.or(Usage.builder().estimated(TokenKind.REASONING, reasoning).build());
  }

  private double tokens(TokenEstimator estimator, ModelRef model) {
    if (tally != null) {
      return estimator.outputTokens(tally, model);
    }
    double share = (double) chars / longest.length();
    return share * estimator.outputTokens(TextTally.of(longest), model);
  }

  private static Usage withOutput(Usage usage, long tokens) {
    Usage.Builder all = Usage.builder().estimated(TokenKind.OUTPUT, tokens);
    for (TokenKind kind : TokenKind.values()) {
      TokenCount count = usage.count(kind);
      if (kind != TokenKind.OUTPUT) {
        switch (count.provenance()) {
          case REPORTED -> all.reported(kind, count.tokens());
          case ESTIMATED -> all.estimated(kind, count.tokens());
          case UNKNOWN -> all.atLeast(kind, count.tokens());
        }
      }
    }
    return all.build();
  }
}
