package io.llmgw.providers.openai;

import static io.llmgw.api.request.ReasoningEffort.HIGH;
import static io.llmgw.api.request.ReasoningEffort.LOW;
import static io.llmgw.api.request.ReasoningEffort.MAX;
import static io.llmgw.api.request.ReasoningEffort.MEDIUM;
import static io.llmgw.api.request.ReasoningEffort.MINIMAL;
import static io.llmgw.api.request.ReasoningEffort.NONE;
import static io.llmgw.api.request.ReasoningEffort.XHIGH;

import io.llmgw.providers.dialect.DialectBuilder;
import io.llmgw.providers.dialect.Parameter;
import io.llmgw.providers.dialect.ReasoningAsk;

/**
 * Which efforts OpenAI's models know, and which of them take no stop sequences: the pages of the
 * models at developers.openai.com, and its refusals ("Supported values are: ...", "'stop' is not
 * supported with this model"). A model of another name is sent whatever is asked for.
 */
final class ReasoningModels {
  private ReasoningModels() {}

  /** Adds them to a page. */
  static DialectBuilder on(DialectBuilder page) {
    for (String plain : new String[] {"gpt-3.5", "gpt-35", "gpt-4", "chatgpt-4o", "gpt-5-chat"}) {
      page.reasoningOf(plain, ReasoningAsk.NEVER);
    }
    page.refusesOf("gpt-5-chat").refusesOf("gpt-5.3-chat"); // these do not reason
    // API reference, "stop": not supported with the latest reasoning models o3 and o4-mini. The
    // previews of o1 refused it, too; the models between take it.
    page.refusesOf("o3-mini");
    for (String later : new String[] {"o1-mini", "o1-preview", "o3", "o4", "gpt-5"}) {
      page.refusesOf(later, Parameter.STOP);
    }
    return page.reasoningOf("o1-mini", ReasoningAsk.NONE)
        .reasoningOf("o1-preview", ReasoningAsk.NONE)
        .reasoningOf("o1", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .reasoningOf("o3", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .reasoningOf("o4", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .reasoningOf("gpt-5-pro", ReasoningAsk.EFFORT, HIGH)
        .reasoningOf("gpt-5-codex", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .reasoningOf("gpt-5.*-chat", ReasoningAsk.EFFORT, MEDIUM)
        .reasoningOf("gpt-5.*-pro", ReasoningAsk.EFFORT, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.1-codex-max", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.1-codex", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH)
        .reasoningOf("gpt-5.*-codex", ReasoningAsk.EFFORT, LOW, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.1", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH)
        .reasoningOf("gpt-5.2", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.3", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.4", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.5", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH, XHIGH)
        .reasoningOf("gpt-5.", ReasoningAsk.EFFORT, NONE, LOW, MEDIUM, HIGH, XHIGH, MAX)
        .reasoningOf("gpt-5", ReasoningAsk.EFFORT, MINIMAL, LOW, MEDIUM, HIGH);
  }
}
