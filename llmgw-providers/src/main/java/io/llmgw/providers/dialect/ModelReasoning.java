package io.llmgw.providers.dialect;

import io.llmgw.api.request.ReasoningEffort;
import java.util.List;

/**
 * How models of a host are told how much to think, where others of its models are told otherwise.
 *
 * @param models which they are
 * @param ask how they are told
 * @param efforts the efforts that they know; at least one where they are told one
 */
record ModelReasoning(ModelNames models, ReasoningAsk ask, List<ReasoningEffort> efforts) {
  /** The same in the words of OpenAI's Responses. */
  ModelReasoning nested() {
    return ask.isPossible()
        ? new ModelReasoning(models, ReasoningAsk.NESTED_EFFORT, efforts)
        : this;
  }
}
