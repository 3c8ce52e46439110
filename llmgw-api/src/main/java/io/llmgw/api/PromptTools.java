package io.llmgw.api;

import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.tool.Tool;
import io.llmgw.api.tool.Toolbox;
import java.util.Collection;

/** What a prompt asks of its tools. */
final class PromptTools {
  private PromptTools() {}

  /** Adds each of them: a tool, a description of one, an object that offers some, or several. */
  static void add(ChatRequest.Builder request, Object... tools) {
    for (Object tool : tools) {
      if (tool instanceof Collection<?> several) {
        add(request, several.toArray());
      } else if (tool instanceof Tool own) {
        request.tools(own);
      } else if (tool instanceof ToolSpec spec) {
        request.tools(spec);
      } else {
        request.tools(Tool.in(tool).toArray(new Tool[0]));
      }
    }
  }

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
