package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.AnswerForm;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.schema.JsonType;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tool that stands for an answer is trusted; one of the caller's that is named so is not. */
class AnswerToolTest {
  private static final String ADA = "ada@example.com";
  private static final String MASKED = "{\"to\":\"<EMAIL_1>\"}";

  private static final JsonType<Letter> LETTER = JsonType.of(Letter.class);

  record Letter(String to) {}

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Redaction.of(EntitySets.CONTACT))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @Test
  void theAnswerIsRestored() {
    fake.answers(script -> script.toolCall("1", ExpectedAnswer.TOOL_NAME, MASKED));
    ExpectedAnswer letter = ExpectedAnswer.of(LETTER).form(AnswerForm.TOOL);

    ChatResponse answer = llm.prompt("write to " + ADA).with(letter).send();

    assertThat(answer.text()).isEqualTo("{\"to\":\"" + ADA + "\"}");
  }

  @Test
  void theArgumentsOfAToolOfThatNameAreNot() {
    fake.answers(script -> script.toolCall("1", ExpectedAnswer.TOOL_NAME, MASKED));
    Json schema = Json.ofText("{\"type\":\"object\"}");

    ChatResponse answer =
        llm.prompt("write to " + ADA)
            .tools(ToolSpec.of(ExpectedAnswer.TOOL_NAME, "ends it", schema))
            .send();

    assertThat(answer.toolCalls().get(0).arguments().text()).isEqualTo(MASKED);
  }

  @Test
  void neitherAreTheyWhereTheAnswerIsWantedInAnotherForm() {
    fake.answers(script -> script.toolCall("1", ExpectedAnswer.TOOL_NAME, MASKED));
    fake.answers("{\"to\":\"nobody\"}");
    List<String> got = new ArrayList<>();
    Tool tool =
        Tool.of(ExpectedAnswer.TOOL_NAME, "ends it", Letter.class, letter -> got.add(letter.to()));

    llm.prompt("write to " + ADA)
        .tools(tool)
        .with(ExpectedAnswer.of(LETTER).form(AnswerForm.INSTRUCTIONS))
        .send();

    assertThat(got).containsExactly("<EMAIL_1>");
  }

  @Test
  void itIsTheToolOfTheBestFormThatATargetOffers() {
    ToolSpec tool = ToolSpec.of(ExpectedAnswer.TOOL_NAME, "ends it", Json.object());
    ExpectedAnswer best = ExpectedAnswer.of(LETTER);
    ExpectedAnswer byTool = best.form(AnswerForm.TOOL);
    Json schema = Json.ofText("{\"type\":\"object\"}");

    assertThat(isIn(ask().tools(tool).option(best))).isTrue();
    assertThat(isIn(ask().tools(tool).option(byTool))).isTrue();
    assertThat(isIn(ask().tools(tool))).isFalse();
    assertThat(isIn(ask().tools(tool).option(best.form(AnswerForm.SCHEMA)))).isFalse();
    assertThat(isIn(ask().option(best))).as("no such tool").isFalse();
    assertThat(isIn(ask().tools(ToolSpec.of("other", "ends it", schema)).option(best)))
        .as("only others")
        .isFalse();
    assertThat(
            isIn(
                ask()
                    .tools(tool)
                    .responseFormat(ResponseFormat.schema("letter", schema))
                    .option(best)))
        .as("a schema holds the answer")
        .isFalse();
    assertThat(AnswerTool.isIn(ask().tools(tool).option(best).build(), "other")).isFalse();
    assertThat(AnswerTool.isIn(EmbeddingRequest.of("x").with(best), ExpectedAnswer.TOOL_NAME))
        .as("no chat")
        .isFalse();
  }

  private static ChatRequest.Builder ask() {
    return ChatRequest.builder().user("write");
  }

  private static boolean isIn(ChatRequest.Builder request) {
    return AnswerTool.isIn(request.build(), ExpectedAnswer.TOOL_NAME);
  }
}
