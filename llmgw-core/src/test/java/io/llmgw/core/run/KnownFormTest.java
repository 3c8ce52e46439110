package io.llmgw.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.answer.ExpectedAnswer;
import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.provider.Capabilities;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.tool.Tool;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value is asked for in a form that the model is not known to refuse. */
class KnownFormTest {
  private static final String JSON = "{\"word\":\"coat\"}";

  @RegisterExtension final LeakRule leaks = new LeakRule();

  record Advice(String word) {}

  @ParameterizedTest
  @ValueSource(strings = {"gpt-4-turbo", "gpt-4-turbo-2024-04-09"})
  void aModelThatIsKnownToTakeNoSchemaIsAskedByATool(String model) {
    ScriptedProvider openai = provider("openai", Capability.JSON_SCHEMA, Capability.TOOL_CHOICE);
    openai.answers(script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON));

    ChatContent asked = asked(openai, model);

    assertThat(asked.responseFormat()).isNull();
    assertThat(asked.toolChoice()).isEqualTo(ToolChoice.named(ExpectedAnswer.TOOL_NAME));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"claude-3-haiku-20240307", "claude-3-7-sonnet-20250219", "claude-sonnet-4-0"})
  void anOlderClaudeIsAskedByATool(String model) {
    ScriptedProvider anthropic =
        provider("anthropic", Capability.JSON_SCHEMA, Capability.TOOL_CHOICE);
    anthropic.answers(script -> script.toolCall("c1", ExpectedAnswer.TOOL_NAME, JSON));

    assertThat(asked(anthropic, model).toolChoice())
        .isEqualTo(ToolChoice.named(ExpectedAnswer.TOOL_NAME));
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-opus-4-1", "claude-sonnet-4-5", "claude-opus-4-8"})
  void aNewerClaudeIsAskedForASchema(String model) {
    ScriptedProvider anthropic =
        provider("anthropic", Capability.JSON_SCHEMA, Capability.TOOL_CHOICE);
    anthropic.answers(JSON);

    assertThat(asked(anthropic, model).responseFormat()).isInstanceOf(ResponseFormat.Schema.class);
  }

  @Test
  void aModelThatIsKnownToCallNoToolsEitherIsAskedForJson() {
    ScriptedProvider azure = provider("azure", Capability.JSON_OBJECT, Capability.TOOL_CHOICE);
    azure.answers(JSON);

    ChatContent asked = asked(azure, "deepseek-r1");

    assertThat(asked.responseFormat()).isEqualTo(ResponseFormat.json());
    assertThat(asked.tools()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-5-mini", "gpt-that-came-out-yesterday"})
  void aModelThatTakesSchemasOrIsUnknownIsAskedAsItsProviderDeclares(String model) {
    ScriptedProvider openai = provider("openai", Capability.JSON_SCHEMA, Capability.TOOL_CHOICE);
    openai.answers(JSON);

    assertThat(asked(openai, model).responseFormat()).isInstanceOf(ResponseFormat.Schema.class);
  }

  private ScriptedProvider provider(String name, Capability one, Capability other) {
    ScriptedProvider provider =
        ScriptedProvider.named(name)
            .with(Capabilities.of(Capability.CHAT, Capability.TOOLS, one, other));
    leaks.of(provider);
    return provider;
  }

  private static ChatContent asked(ScriptedProvider provider, String model, Tool... tools) {
    String ref = provider.name() + "/" + model;
    try (LlmClient llm = LlmClient.builder().provider(provider).defaultModel(ref).build()) {
      assertThat(llm.prompt("q").tools((Object[]) tools).as(Advice.class))
          .isEqualTo(new Advice("coat"));
    }
    return ((ChatRequest) provider.requests().get(0)).content();
  }
}
