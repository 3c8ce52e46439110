package io.llmgw.providers.dialect;

import io.llmgw.api.request.ReasoningEffort;
import java.util.List;

/**
 * How models of a host are told how much to think, where others of its models are told otherwise.
 *
 * @param beginning how their names begin
 * @param ask how they are told
 * @param efforts the efforts that they know; at least one
 */
record ModelReasoning(String beginning, ReasoningAsk ask, List<ReasoningEffort> efforts) {}
