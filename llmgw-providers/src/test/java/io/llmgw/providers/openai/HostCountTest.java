package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts that count the tokens of a chat beside Chat Completions, each in its own words. */
@ExtendWith(LeakRule.class)
class HostCountTest {
  private static final ToolSpec WEATHER =
      ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}"));
  private static final Part PICTURE = Part.image(Media.of(new byte[] {1}, "image/png"));

  private static ChatRequest.Builder hello() {
    return ChatRequest.builder().system("Be brief.").user("Hello!").maxOutputTokens(10);
  }

  private static LlmClient client(CompatibleHost host, SimulatedProvider server) {
    Provider provider = host.builder().baseUrl(server.baseUrl()).keys(Keys.of("sk-test")).build();
    return LlmClient.builder().provider(provider).defaultModel(provider.name() + "/m").build();
  }

  private static ReceivedRequest counted(CompatibleHost host, ChatRequest chat, String answer) {
    Reply reply = Reply.raw(200, "application/json", answer);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        LlmClient llm = client(host, server)) {
      assertThat(llm.countTokens(chat).inputTokens()).isEqualTo(80);
      return server.requests().get(0);
    }
  }

  private static void refused(CompatibleHost host, ChatRequest chat, String what) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(host, server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.countTokens(chat));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining(what);
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void llamaCppIsGivenTheChat() {
    ReceivedRequest asked =
        counted(
            CompatibleHost.LLAMA_CPP,
            hello().tools(WEATHER).build(),
            "{\"input_tokens\":80,\"object\":\"response.input_tokens\"}");

    assertThat(asked.path()).isEqualTo("/v1/chat/completions/input_tokens");
    assertThat(asked.json().asObject()).containsKeys("model", "messages", "tools");
    refused(CompatibleHost.LLAMA_CPP, hello().user(PICTURE).build(), "text alone");
  }

  @Test
  void moonshotIsGivenTheMessages() {
    ReceivedRequest asked =
        counted(
            CompatibleHost.MOONSHOT,
            hello().user(PICTURE).build(),
            "{\"code\":0,\"data\":{\"total_tokens\":80},\"status\":true}");

    assertThat(asked.path()).isEqualTo("/v1/tokenizers/estimate-token-count");
    assertThat(asked.json().asObject()).containsOnlyKeys("model", "messages");
    assertThat(asked.text()).contains("\"type\":\"image_url\"");
  }

  @Test
  void zaiIsGivenMessagesAndTools() {
    ReceivedRequest asked =
        counted(
            CompatibleHost.ZAI,
            hello().tools(WEATHER).build(),
            "{\"id\":\"1\",\"created\":1,\"usage\":{\"prompt_tokens\":80,\"total_tokens\":80}}");

    assertThat(asked.path()).isEqualTo("/v1/tokenizer");
    assertThat(asked.json().asObject()).containsOnlyKeys("model", "messages", "tools");
    refused(CompatibleHost.ZAI, hello().user(PICTURE).build(), "text alone");
  }

  @ParameterizedTest
  @CsvSource({"MOONSHOT", "ZAI"})
  void whatTheHostIsNotToldIsNotCounted(CompatibleHost host) {
    ChatRequest called =
        ChatRequest.of(
            List.of(
                Message.user("Hello!"),
                Message.assistant(List.of(new ToolCall("c1", "weather", Json.ofText("{}")))),
                Message.tool(ToolResult.of("c1", "rain"))));

    refused(host, called, "a count of calls of tools");
    refused(host, hello().extraBody("x", 1).build(), "a count of extra fields");
    if (host == CompatibleHost.MOONSHOT) {
      refused(host, hello().tools(WEATHER).build(), "a count of tools");
    }
  }

  @ParameterizedTest
  @CsvSource({"LLAMA_CPP,true", "VLLM,true", "MOONSHOT,false", "ZAI,false"})
  void byResponsesOnlyWhoSpeaksThemCounts(CompatibleHost host, boolean counts) {
    HostBuilder builder = host.builder().baseUrl("http://localhost:1/v1").keys(Keys.of("sk-test"));
    builder.api(OpenAiApi.RESPONSES);
    try (Provider provider = builder.build()) {
      assertThat(provider.capabilities().has(Capability.TOKEN_COUNT)).isEqualTo(counts);
    }
  }
}
