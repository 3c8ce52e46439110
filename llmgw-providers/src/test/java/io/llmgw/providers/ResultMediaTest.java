package io.llmgw.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two tools gave a picture each, one of them with words. Where results have text alone, the
 * pictures come in a message of the user behind them.
 */
@ExtendWith(LeakRule.class)
class ResultMediaTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Part PICTURE = Part.image(Media.of(new byte[] {1, 2, 3}, "image/png"));
  private static final String REMARK = "media in results of tools were sent in a message of the";

  /** What the hosts hold apart, in short: role, text, and IMAGE for each image. */
  private static final String RESULTS = "tool[A map.] tool[See below, content of %s (shot).]";

  private static final String PICTURES =
      "Content of %s (map):\n|IMAGE|Content of %s (shot):\n|IMAGE";

  private static List<Message> conversation(Message... more) {
    List<Message> all =
        new ArrayList<>(
            List.of(
                Message.user("Look."),
                Message.assistant(
                    List.of(
                        new ToolCall("call_1", "map", Json.ofText("{}")),
                        new ToolCall("call_2", "shot", Json.ofText("{}")))),
                Message.tool(
                    new ToolResult("call_1", List.of(Part.text("A map."), PICTURE), false)),
                Message.tool(new ToolResult("call_2", List.of(PICTURE), false))));
    all.addAll(List.of(more));
    return all;
  }

  private static String results() {
    return RESULTS.formatted("tool result call_2");
  }

  private static String pictures() {
    return PICTURES.formatted("tool result call_1", "tool result call_2");
  }

  private record Sent(JsonNode body, String trail) {}

  private static Sent send(
      SimulatedProvider.Builder builder,
      Function<SimulatedProvider, Provider> provider,
      String model,
      ChatRequest request) {
    try (SimulatedProvider server = builder.always("I see.").start();
        Provider target = provider.apply(server);
        LlmClient llm =
            LlmClient.builder()
                .provider(target)
                .defaultModel(target.name() + "/" + model)
                .build()) {
      String trail = llm.chat(request).served().trail().toString();
      return new Sent(JSON.readTree(server.requests().get(0).text()), trail);
    }
  }

  private static Provider mistral(SimulatedProvider server) {
    return Mistral.builder().baseUrl(server.baseUrl()).keys(Keys.of("sk-test")).build();
  }

  /** Messages of Chat Completions and of what is like it, behind the calls. */
  private static String told(JsonNode body) {
    List<String> told = new ArrayList<>();
    for (int i = 2; i < body.path("messages").size(); i++) {
      JsonNode message = body.path("messages").get(i);
      List<String> parts = new ArrayList<>();
      JsonNode content = message.path("content");
      if (content.isString()) {
        parts.add(content.stringValue());
      }
      for (JsonNode part : content) {
        boolean text = part.path("type").asString("").equals("text");
        parts.add(text ? part.path("text").stringValue() : "IMAGE");
      }
      message.path("images").forEach(image -> parts.add("+IMAGE"));
      told.add(message.path("role").stringValue() + "[" + String.join("|", parts) + "]");
    }
    return String.join(" ", told);
  }

  @Test
  void chatCompletionsAreToldOfThemByTheUser() {
    Sent sent =
        send(
            SimulatedProvider.openAi(),
            SimulatedProvider::provider,
            "gpt-5",
            ChatRequest.of(conversation()));

    assertThat(told(sent.body)).isEqualTo(results() + " user[" + pictures() + "]");
    assertThat(sent.trail).contains(REMARK);
  }

  @Test
  void whatTheUserSaysNextIsInTheSameMessage() {
    ChatRequest request = ChatRequest.of(conversation(Message.user("And?"), Message.user("Well?")));

    Sent sent = send(SimulatedProvider.openAi(), SimulatedProvider::provider, "gpt-5", request);

    assertThat(told(sent.body)).isEqualTo(results() + " user[" + pictures() + "|And?] user[Well?]");
  }

  @Test
  void theyComeBeforeTheNextAnswer() {
    ChatRequest request =
        ChatRequest.of(conversation(Message.assistant("Blue."), Message.user("Sure?")));

    Sent sent = send(SimulatedProvider.openAi(), SimulatedProvider::provider, "gpt-5", request);

    assertThat(told(sent.body))
        .isEqualTo(results() + " user[" + pictures() + "] assistant[Blue.] user[Sure?]");
  }

  /** Which names calls otherwise, and with its older models has an answer before the user. */
  @ParameterizedTest
  @CsvSource({"mistral-small-2506,'assistant[OK.] '", "mistral-large-2512,''"})
  void mistralHasItsOrderAndItsIds(String model, String bridge) {
    Sent sent =
        send(
            SimulatedProvider.openAi(),
            ResultMediaTest::mistral,
            model,
            ChatRequest.of(conversation()));

    String id = sent.body.at("/messages/3/tool_call_id").stringValue();
    assertThat(id).isNotEqualTo("call_2");
    assertThat(told(sent.body))
        .startsWith(RESULTS.formatted("tool result " + id) + " " + bridge + "user[Content of ")
        .endsWith("Content of tool result " + id + " (shot):\n|IMAGE]");
  }

  @Test
  void cohereIsToldOfThemByTheUser() {
    Sent sent =
        send(
            SimulatedProvider.cohere(),
            SimulatedProvider::provider,
            "command-a-vision-07-2025",
            ChatRequest.of(conversation()));

    assertThat(told(sent.body)).isEqualTo(results() + " user[" + pictures() + "]");
    assertThat(sent.trail).contains(REMARK);
  }

  @Test
  void ollamaHasThemBesideTheText() {
    Sent sent =
        send(
            SimulatedProvider.ollama(),
            SimulatedProvider::provider,
            "qwen3-vl",
            ChatRequest.of(conversation()));

    assertThat(told(sent.body))
        .isEqualTo(
            results()
                + " user[Image 1 of this message is the content of tool result call_1 (map).\n"
                + "Image 2 of this message is the content of tool result call_2 (shot).\n"
                + "|+IMAGE|+IMAGE]");
    assertThat(sent.trail).contains(REMARK);
  }

  /** Its text stands in one piece, where a title would have the user's words for its content. */
  @ParameterizedTest
  @CsvSource({"false,The image,''", "true,Image 1,|+IMAGE"})
  void whatTheUserSaysNextToOllamaIsNoContentOfTheTool(boolean more, String image, String theirs) {
    Message next = more ? Message.user(Part.text("And this?"), PICTURE) : Message.user("And this?");
    List<Message> messages =
        List.of(
            Message.user("Look."),
            Message.assistant(List.of(new ToolCall("call_1", "map", Json.ofText("{}")))),
            Message.tool(new ToolResult("call_1", List.of(PICTURE), false)),
            next);

    Sent sent =
        send(
            SimulatedProvider.ollama(),
            SimulatedProvider::provider,
            "qwen3-vl",
            ChatRequest.of(messages));

    assertThat(told(sent.body))
        .isEqualTo(
            "tool[See below, content of tool result call_1 (map).] user["
                + image
                + " of this message is the content of tool result call_1 (map).\nAnd this?|+IMAGE"
                + theirs
                + "]");
  }

  @Test
  void aDocumentBesideTheMessagesOfCohereIsNamedInASentence() {
    Part words = Part.document(Media.of(new byte[] {'a'}, "text/plain"), "n.txt");
    List<Message> messages =
        List.of(
            Message.user("Look."),
            Message.assistant(List.of(new ToolCall("call_1", "map", Json.ofText("{}")))),
            Message.tool(new ToolResult("call_1", List.of(words), false)),
            Message.user("And?"));

    Sent sent =
        send(
            SimulatedProvider.cohere(),
            SimulatedProvider::provider,
            "command-a-03-2025",
            ChatRequest.of(messages));

    assertThat(told(sent.body))
        .isEqualTo(
            "tool[See below, content of tool result call_1 (map).] user["
                + "A part of kind document beside this message is the content of"
                + " tool result call_1 (map).\n|And?]");
    assertThat(sent.body.path("documents").size()).isEqualTo(1);
  }

  @Test
  void geminiIsToldByTheUserBeforeItsThirdGeneration() {
    Sent sent =
        send(
            SimulatedProvider.gemini(),
            SimulatedProvider::provider,
            "gemini-2.5-flash",
            ChatRequest.of(conversation()));

    JsonNode contents = sent.body.path("contents");
    assertThat(contents.size()).isEqualTo(4);
    assertThat(contents.get(2).path("parts").toString())
        .contains("{\"output\":\"A map.\"}", "See below", "tool result call_2 (shot)")
        .doesNotContain("inlineData");
    assertThat(contents.get(3).path("role").stringValue()).isEqualTo("user");
    assertThat(contents.get(3).path("parts").size()).isEqualTo(4);
    assertThat(contents.get(3).at("/parts/1/inlineData/mimeType").stringValue())
        .isEqualTo("image/png");
    assertThat(sent.trail).contains(REMARK);
  }

  @Test
  void whereResultsTakeThemTheyStayThere() {
    ChatRequest request = ChatRequest.of(conversation());
    Sent gemini =
        send(SimulatedProvider.gemini(), SimulatedProvider::provider, "gemini-3-pro", request);
    Sent anthropic =
        send(SimulatedProvider.anthropic(), SimulatedProvider::provider, "claude-opus-4", request);
    Sent responses =
        send(SimulatedProvider.openAiResponses(), SimulatedProvider::provider, "gpt-5", request);

    assertThat(gemini.body.at("/contents/2/parts/1/functionResponse/parts").size()).isEqualTo(1);
    for (Sent sent : List.of(gemini, anthropic, responses)) {
      assertThat(sent.body.toString()).doesNotContain("Content of tool result");
      assertThat(sent.trail).doesNotContain(REMARK);
    }
  }

  /** DeepSeek reads text alone. */
  @Test
  void whatTheHostDoesNotTakeAtAllIsRefusedOrLeftOut() {
    Function<SimulatedProvider, Provider> deepSeek =
        server ->
            CompatibleHost.DEEPSEEK
                .builder()
                .baseUrl(server.baseUrl())
                .keys(Keys.of("sk-test"))
                .build();
    Part words = Part.document(Media.of(new byte[] {'a'}, "text/plain"));
    ChatRequest document =
        ChatRequest.of(
            List.of(
                Message.user("Look."),
                Message.assistant(List.of(new ToolCall("call_1", "map", Json.ofText("{}")))),
                Message.tool(new ToolResult("call_1", List.of(words), false))));

    LlmException error =
        catchThrowableOfType(
            LlmException.class,
            () -> send(SimulatedProvider.openAi(), deepSeek, "deepseek-chat", document));
    Sent sent =
        send(
            SimulatedProvider.openAi(),
            deepSeek,
            "deepseek-chat",
            ChatRequest.builder().messages(conversation()).option(Leniency.DROP).build());

    assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
    assertThat(error).hasMessageContaining("a part of kind document in a tool result");
    assertThat(told(sent.body))
        .isEqualTo("tool[A map.] tool[The content of this result cannot be shown here.]");
    assertThat(sent.trail)
        .contains("left out for deepseek: a part of kind image in a tool result")
        .doesNotContain(REMARK);
  }
}
