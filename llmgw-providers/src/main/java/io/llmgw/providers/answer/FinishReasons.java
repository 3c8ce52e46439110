package io.llmgw.providers.answer;

import io.llmgw.api.response.FinishReason;

/** What holds for the finish reasons of several protocols. */
public final class FinishReasons {
  private FinishReasons() {}

  /**
   * The reason of an answer that may hold calls of tools: those count more than a word that says
   * nothing went wrong, as models and hosts say that a turn is over beside them.
   */
  public static FinishReason withCalls(FinishReason said, boolean hasCalls) {
    boolean open = said == FinishReason.STOP || said == FinishReason.OTHER;
    return open && hasCalls ? FinishReason.TOOL_CALLS : said;
  }
}
