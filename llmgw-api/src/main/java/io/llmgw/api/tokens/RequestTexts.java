package io.llmgw.api.tokens;

import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.tokens.RequestTally.ToolText;
import io.llmgw.api.tokens.RequestTally.Use;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one request is made of, counted when it is first asked for and then remembered: once for all
 * models that are shown their tools alike. Not thread-safe.
 */
final class RequestTexts {
  private final LlmRequest<?> request;
  private final Map<ToolText, Tallies> counted = new EnumMap<>(ToolText.class);

  RequestTexts(LlmRequest<?> request) {
    this.request = request;
  }

  /** The request, its texts, and those of its tools and of the schema of its answer. */
  record Tallies(RequestTally request, LongTexts spoken, LongTexts tools, LongTexts schema) {}

  Tallies as(ToolText shown) {
    return counted.computeIfAbsent(shown, this::count);
  }

  private Tallies count(ToolText shown) {
    LongTexts spoken = new LongTexts();
    LongTexts tools = new LongTexts();
    LongTexts schema = new LongTexts();
    RequestTally tally =
        RequestTally.of(
            request,
            shown,
            (use, text) ->
                (use == Use.SPOKEN ? spoken : use == Use.TOOL ? tools : schema).add(text));
    return new Tallies(tally, spoken, tools, schema);
  }
}
