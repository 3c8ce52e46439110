package io.llmgw.core.redact;

import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.request.LlmRequest;

/** The tool that stands for the answer of a run; a caller may have one of that name beside it. */
final class AnswerTool {
  private AnswerTool() {}

  /** Whether a tool of this name is the answer that the request wants. */
  static boolean isIn(LlmRequest<?> request, String tool) {
    if (!tool.equals(ExpectedAnswer.TOOL_NAME)) {
      return false;
    }
    ExpectedAnswer wanted = request.option(ExpectedAnswer.class);
    return wanted != null
        && (wanted.form() == null || wanted.form() == AnswerForm.TOOL)
        && request.content() instanceof ChatContent chat
        && chat.responseFormat() == null // which the forms that a schema holds would have set
        && chat.tools().stream().anyMatch(each -> each.name().equals(tool));
  }
}
