package io.llmgw.api;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.tool.Toolbox;

/** What a prompt asks of its tools. */
final class PromptTools {
  private PromptTools() {}

  /**
   * Only a value comes out of {@link Prompt#as(Class)} and {@link Prompt#streamAs(Class)}, so
   * nobody could answer a call there.
   *
   * @throws IllegalStateException when a tool has no function
   */
  static void requireFunctions(ChatRequest request) {
    Toolbox functions = request.option(Toolbox.class);
    for (ToolSpec spec : request.content().tools()) {
      if (functions == null || functions.find(spec.name()) == null) {
        throw new IllegalStateException(
            "as(...) and streamAs(...) cannot hand you the calls of tool '"
                + spec.name()
                + "', which has no function: give it one with Tool.of, or use"
                + " with(ExpectedAnswer.of(type)) and send() or stream()");
      }
    }
  }
}
