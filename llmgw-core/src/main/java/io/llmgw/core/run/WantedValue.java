package io.llmgw.core.run;

import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.ModelRef;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.schema.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The value that a run is to end with: how it is asked for, checked and repaired. One per run. */
final class WantedValue {
  private final ExpectedAnswer expected;
  private final JsonType<?> type;
  private final AnswerForm form;
  private final boolean mayForce;
  private int repaired;
  private @Nullable Json value;

  WantedValue(ExpectedAnswer expected, Capabilities target, ChatRequest request) {
    this.expected = expected;
    this.type = expected.type().inObject();
    this.form = expected.form() == null ? best(target, type, request.content()) : expected.form();
    // Models that think refuse to be forced (Anthropic: extended thinking; DeepSeek: reasoner).
    ReasoningSettings reasoning = request.settings().reasoning();
    boolean thinks = reasoning != null && !reasoning.isOff();
    this.mayForce = target.has(Capability.TOOL_CHOICE) && !thinks;
  }

  private static AnswerForm best(Capabilities target, JsonType<?> type, ChatContent content) {
    // No provider holds answers to a schema with maps in it, and not all to one that holds itself.
    boolean plain = !type.isOpen() && !type.isRecursive();
    boolean calls = target.has(Capability.TOOLS) && content.toolChoice() != ToolChoice.NONE;
    if (target.has(Capability.JSON_SCHEMA) && (plain || !calls)) {
      return AnswerForm.SCHEMA;
    }
    // A tool that the model need not call is less sure than JSON, but leaves it its other tools.
    boolean sure = target.has(Capability.TOOL_CHOICE) || !target.has(Capability.JSON_OBJECT);
    if (calls && (sure || !content.tools().isEmpty())) {
      return AnswerForm.TOOL;
    }
    return target.has(Capability.JSON_OBJECT) ? AnswerForm.JSON_OBJECT : AnswerForm.INSTRUCTIONS;
  }

  AnswerForm form() {
    return form;
  }

  /** What helps where the provider takes the form and the model does not. */
  String otherForms() {
    return "; the value is asked for as "
        + form
        + ": where the model does not take that, choose another by ExpectedAnswer.form";
  }

  boolean isTool() {
    return form == AnswerForm.TOOL;
  }

  /** The value, in the form that the caller's type binds; null until one fits. */
  @Nullable Json value() {
    return value;
  }

  /** The request, with the form of the answer and what the model has to know of it. */
  ChatRequest askedIn(ChatRequest request) {
    ChatContent content = request.content();
    if (content.responseFormat() != null) {
      throw refused("sets a response format: leave it out");
    }
    ChatContent.Builder asked = content.toBuilder();
    switch (form) {
      case SCHEMA ->
          asked.responseFormat(ResponseFormat.schema(type.name(), type.schema(), !type.isOpen()));
      case TOOL -> askByTool(asked, request);
      case JSON_OBJECT -> {
        asked.responseFormat(ResponseFormat.json());
        asked.system(AnswerWords.instructions(type.schema()));
      }
      case INSTRUCTIONS -> asked.system(AnswerWords.instructions(type.schema()));
    }
    return request.withContent(asked.build());
  }

  private void askByTool(ChatContent.Builder asked, ChatRequest request) {
    ChatContent content = request.content();
    ToolChoice own = content.toolChoice();
    if (own == ToolChoice.NONE) {
      throw refused("allows no tool, not even that of AnswerForm.TOOL: leave one of the two out");
    }
    for (ToolSpec spec : content.tools()) {
      if (spec.name().equals(ExpectedAnswer.TOOL_NAME)) {
        throw refused("has a tool named '" + ExpectedAnswer.TOOL_NAME + "': rename it");
      }
    }
    asked.tools(
        new ToolSpec(
            ExpectedAnswer.TOOL_NAME, AnswerWords.DESCRIPTION, type.schema(), false, null));
    if (!mayForce || (own != null && !RunPlan.isForced(own))) {
      asked.system(AnswerWords.callTheTool());
    } else if (own == null) {
      asked.toolChoice(
          content.tools().isEmpty()
              ? ToolChoice.named(ExpectedAnswer.TOOL_NAME)
              : ToolChoice.REQUIRED);
    }
  }

  /** What becomes of a choice that forces the model, once it has answered. */
  ToolChoice later(ToolChoice forced) {
    if (!isTool() || !mayForce) {
      return ToolChoice.AUTO;
    }
    boolean answers = forced.equals(ToolChoice.named(ExpectedAnswer.TOOL_NAME));
    return answers ? forced : ToolChoice.REQUIRED;
  }

  private static LlmException refused(String what) {
    return LlmException.of(ErrorKind.INVALID_REQUEST, "the request asks for a value and " + what)
        .build();
  }

  /** Whether the answer asks for nothing but to be taken as the value. */
  boolean isGivenBy(ChatResponse answer) {
    for (ToolCall call : answer.toolCalls()) {
      if (!isTool() || !call.name().equals(ExpectedAnswer.TOOL_NAME)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes the value out of an answer.
   *
   * @param mayRepair whether the run has a round left for that
   * @return null when it fits, else what the model is told so that it repairs it
   * @throws LlmException when there is none and it is not to be repaired
   */
  @Nullable List<Message> take(ChatResponse answer, boolean mayRepair) {
    throwIfWithheld(answer);
    List<ToolCall> calls = answer.toolCalls();
    Json given = expected.given(answer.message());
    List<Violation> violations = type.check(given);
    if (violations.isEmpty()) {
      value = unwrapped(given);
      return null;
    }
    if (!mayRepair || repaired == expected.repairs()) {
      throw failure(
              answer,
              ErrorKind.INVALID_ANSWER,
              "the answer is no "
                  + type.name()
                  + (repaired == 0 ? "" : ", also after it was sent back")
                  + ": "
                  + violations.get(0)
                  + (violations.size() == 1 ? "" : ", and " + (violations.size() - 1) + " more"))
          .answer(calls.isEmpty() ? answer.text() : given.text(), violations)
          .build();
    }
    repaired++;
    return List.of(complaint(calls, violations));
  }

  /** The value as the caller's type binds it. */
  private Json unwrapped(Json given) {
    boolean wrapped = type != expected.type();
    return wrapped ? Json.ofValue(given.asObject().values().iterator().next()) : given;
  }

  private Message complaint(List<ToolCall> calls, List<Violation> violations) {
    String words = AnswerWords.repair(violations, isTool());
    if (calls.isEmpty()) {
      return Message.user(words);
    }
    List<ToolResult> results = new ArrayList<>();
    for (ToolCall call : calls) {
      results.add(ToolResult.error(call.id(), words));
    }
    return Message.tool(results.toArray(new ToolResult[0]));
  }

  /** What was not given is no value that does not fit, and asking again would not help. */
  private void throwIfWithheld(ChatResponse answer) {
    FinishReason end = answer.finishReason();
    boolean refuses = false;
    for (Part part : answer.message().parts()) {
      refuses |= part instanceof Part.Refusal;
    }
    if (end == FinishReason.REFUSAL || refuses) {
      throw withheld(answer, ErrorKind.REFUSED, "the model refused to give the value");
    }
    switch (end) {
      case LENGTH ->
          throw withheld(
              answer,
              ErrorKind.CUT_OFF,
              "the answer reached its limit of tokens before the value was whole: raise"
                  + " maxOutputTokens, or ask for less");
      case CONTENT_FILTER ->
          throw withheld(
              answer, ErrorKind.CONTENT_POLICY, "the provider's filter cut the answer off");
      case ERROR ->
          throw withheld(
              answer, ErrorKind.SERVER, "the provider says that generating the answer failed");
      default -> {
        if (answer.text().isBlank() && answer.toolCalls().isEmpty()) {
          throw withheld(answer, ErrorKind.EMPTY_RESPONSE, "the answer is empty");
        }
      }
    }
  }

  private static LlmException withheld(ChatResponse answer, ErrorKind kind, String what) {
    return failure(answer, kind, what).build();
  }

  /** The failure of whoever gave the answer. */
  private static LlmException.Builder failure(ChatResponse answer, ErrorKind kind, String what) {
    LlmException.Builder failure = LlmException.of(kind, what);
    String target = answer.served().target();
    if (target != null) {
      ModelRef model = ModelRef.parse(target);
      failure.target(model.provider(), model.model());
    }
    return failure;
  }

  /**
   * The last message as the conversation goes on with it: a value that came as a tool's arguments
   * becomes text, since nobody answers that call.
   */
  static Message inConversation(Message last, Json value) {
    List<Part> parts = new ArrayList<>();
    for (Part part : last.parts()) {
      if (!(part instanceof ToolCall)) {
        parts.add(part);
      }
    }
    parts.add(Part.text(value.text()));
    return last.withParts(parts);
  }
}
