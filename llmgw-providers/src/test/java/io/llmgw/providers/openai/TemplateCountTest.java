package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** vLLM counts the text of a chat in the template of its model. */
@ExtendWith(LeakRule.class)
class TemplateCountTest {
  private static ReceivedRequest counted(ChatRequest chat, String baseUrl, long expected) {
    String body = "{\"count\":" + expected + ",\"max_model_len\":4096,\"tokens\":[9707,0]}";
    Reply reply = Reply.raw(200, "application/json", body);
    try (SimulatedProvider server = SimulatedProvider.openAi().always(reply).start();
        Provider provider =
            CompatibleHost.VLLM
                .builder()
                .baseUrl(server.baseUrl().replace("/v1", baseUrl))
                .build();
        LlmClient llm = client(provider)) {
      assertThat(llm.countTokens(chat).inputTokens()).isEqualTo(expected);
      assertThat(server.requests()).hasSize(1);
      return server.requests().get(0);
    }
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder().provider(provider).defaultModel("vllm/qwen").build();
  }

  private static Map<String, Object> body(ChatRequest chat) {
    return counted(chat, "/v1", 11).json().asObject();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1", "/v1/", "/gpu/v1"})
  void asksBesideTheAddressOfChats(String path) {
    ReceivedRequest asked = counted(ChatRequest.of("Hello!"), path, 2);

    assertThat(asked.path()).isEqualTo(path.startsWith("/gpu") ? "/gpu/tokenize" : "/tokenize");
    assertThat(asked.text())
        .isEqualTo(
            "{\"model\":\"qwen\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello!\"}]}");
  }

  @Test
  void whatMakesThePromptIsSentAndWhatMakesTheAnswerIsNot() {
    ChatRequest chat =
        ChatRequest.builder()
            .system("Be brief.")
            .user("Hello!")
            .tools(ToolSpec.of("weather", "tells it", Json.ofText("{\"type\":\"object\"}")))
            .maxOutputTokens(10)
            .temperature(0.5)
            .topK(3)
            .stop("end")
            .userId("u-1")
            .extraBody("min_p", 0.1)
            .extraBody("add_generation_prompt", false)
            .build();

    assertThat(body(chat))
        .containsOnlyKeys("model", "messages", "tools", "add_generation_prompt")
        .containsEntry("add_generation_prompt", false);
  }

  /**
   * As its server does with those of a chat: the template reads them, a count has no such field.
   */
  @Test
  void whatTheTemplateReadsIsHandedToIt() {
    ChatRequest chat =
        ChatRequest.builder()
            .user("Hello!")
            .reasoning(ReasoningEffort.HIGH)
            .extraBody("documents", List.of(Map.of("text", "words")))
            .extraBody("chat_template_kwargs", Map.of("style", "plain", "reasoning_effort", "low"))
            .build();

    assertThat(body(chat))
        .containsOnlyKeys("model", "messages", "chat_template_kwargs")
        .containsEntry(
            "chat_template_kwargs",
            Map.of(
                "style",
                "plain",
                "reasoning_effort",
                "high",
                "documents",
                List.of(Map.of("text", "words")),
                "enable_thinking",
                true));
  }

  @Test
  void aThoughtThatIsSwitchedOffByTheCallerStaysOff() {
    ChatRequest chat =
        ChatRequest.builder()
            .user("Hello!")
            .reasoning(ReasoningEffort.LOW)
            .extraBody("chat_template_kwargs", Map.of("enable_thinking", false))
            .build();

    assertThat(body(chat))
        .containsEntry(
            "chat_template_kwargs", Map.of("reasoning_effort", "low", "enable_thinking", false));
  }

  /** Of an image a server counts the mark in the template, not what the model reads of it. */
  @Test
  void mediaAreNotCounted() {
    refused(Part.image(Media.of(new byte[] {1}, "image/png")), "kind image");
    refused(Part.audio(Media.of(new byte[] {1}, "audio/mpeg")), "kind audio");
  }

  private static void refused(Part part, String what) {
    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        Provider provider = CompatibleHost.VLLM.builder().baseUrl(server.baseUrl()).build();
        LlmClient llm = client(provider)) {
      ChatRequest chat = ChatRequest.of(List.of(Message.user(Part.text("words"), part)));

      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.countTokens(chat));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining(what).hasMessageContaining("text alone");
      assertThat(server.requests()).isEmpty();
    }
  }
}
