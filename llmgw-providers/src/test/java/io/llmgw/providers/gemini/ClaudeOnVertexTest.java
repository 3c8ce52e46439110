package io.llmgw.providers.gemini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.provider.Capability;
import io.llmgw.api.provider.Keys;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.test.Fault;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.Reply;
import io.llmgw.test.simulated.SimulatedProvider;
import io.llmgw.test.socket.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of Anthropic on Vertex AI, which speak Anthropic's protocol there. */
@ExtendWith(LeakRule.class)
class ClaudeOnVertexTest {
  private static final String CLAUDE = "vertexai/claude-sonnet-4-5@20250929";
  private static final String PLACE =
      "/v1/projects/p-1/locations/europe-west1/publishers/anthropic/models/";

  @Test
  void theModelIsInThePathAndTheVersionInTheBody() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      ChatResponse answer = llm.prompt("Why?").model(CLAUDE).reasoning(ReasoningEffort.LOW).send();

      assertThat(answer.text()).isEqualTo("You said: Why?");
      ReceivedRequest sent = server.requests().get(0);
      assertThat(sent.path()).isEqualTo(PLACE + "claude-sonnet-4-5@20250929:rawPredict");
      assertThat(sent.header("authorization")).isEqualTo("Bearer t-1");
      assertThat(sent.text())
          .startsWith("{\"anthropic_version\":\"vertex-2023-10-16\",\"max_tokens\":")
          .contains("\"thinking\":{\"type\":\"enabled\"")
          .doesNotContain("\"model\"", "\"stream\"");
    }
  }

  @Test
  void aStreamIsAskedForByThePathAndTheBody() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server);
        ChatStream stream = llm.prompt("Why?").model(CLAUDE).stream()) {
      ChatResponse answer = stream.response();

      assertThat(answer.text()).isEqualTo("You said: Why?");
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      ReceivedRequest sent = server.requests().get(0);
      assertThat(sent.path()).isEqualTo(PLACE + "claude-sonnet-4-5@20250929:streamRawPredict");
      assertThat(sent.text()).contains("\"stream\":true");
    }
  }

  @Test
  void modelsOfBothAreAskedByOneProvider() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      assertThat(llm.prompt("Why?").model(CLAUDE).text()).isEqualTo("You said: Why?");
      assertThat(llm.prompt("Why?").model("vertexai/gemini-2.5-flash").text())
          .isEqualTo("You said: Why?");
      assertThat(llm.prompt("Why?").model(CLAUDE).text()).isEqualTo("You said: Why?");

      assertThat(server.requests())
          .extracting(ReceivedRequest::path)
          .satisfies(paths -> assertThat(paths.get(1)).startsWith("/v1beta1/projects/p-1/"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-6, '" + PLACE + "claude-opus-4-6'",
    "anthropic/claude-opus-4-6, '" + PLACE + "claude-opus-4-6'",
    "publishers/anthropic/models/claude-opus-4-6, '" + PLACE + "claude-opus-4-6'",
    "projects/q/locations/us/publishers/anthropic/models/claude-opus-4-6, "
        + "/v1/projects/q/locations/us/publishers/anthropic/models/claude-opus-4-6"
  })
  void aModelMayHaveAPath(String model, String path) {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      llm.prompt("Why?").model("vertexai/" + model).send();

      assertThat(server.requests().get(0).path()).isEqualTo(path + ":rawPredict");
    }
  }

  /** "`temperature` and `top_p` cannot both be specified for this model." */
  @Test
  void ofTemperatureAndTopPOneIsTaken() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      llm.prompt("Why?").model(CLAUDE).temperature(0.3).topP(0.9).with(Leniency.DROP).send();

      assertThat(server.requests().get(0).text())
          .contains("\"temperature\":0.3")
          .doesNotContain("top_p");
    }
  }

  /** There is no row for it. */
  @Test
  void modelsThatChooseTheirWordsThemselvesAreNotToldHow() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      assertThatThrownBy(
              () -> llm.prompt("Why?").model("vertexai/claude-opus-5-5").temperature(0.3).send())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining("claude-opus-5-5 does not support the parameter temperature");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void modelsThatThinkUnaskedAreForbiddenTo() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      llm.prompt("Why?").model("vertexai/claude-opus-5").reasoning(ReasoningEffort.NONE).send();

      assertThat(server.requests().get(0).text()).contains("\"thinking\":{\"type\":\"disabled\"}");
    }
  }

  /** Claude since 4.7 takes neither, by its row in the table, which has the version. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-opus-4-7",
        "claude-opus-4-7@default",
        "publishers/anthropic/models/claude-opus-4-7"
      })
  void aModelIsKnownWithItsVersionAndWithout(String model) {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      String name = "vertexai/" + model;
      ChatResponse answer =
          llm.prompt("Why?").model(name).temperature(0.3).with(Leniency.DROP).send();

      assertThat(server.requests().get(0).text()).doesNotContain("temperature");
      assertThat(answer.served().trail().toString())
          .contains("the parameter temperature was left out: " + name + " refuses it");
    }
  }

  @Test
  void itCanWhatClaudeCan() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        Provider provider = provider(server);
        LlmClient llm = LlmClient.builder().provider(provider(server)).build()) {
      String model = "claude-sonnet-4-5@20250929";
      for (Capability not :
          new Capability[] {
            Capability.AUDIO, Capability.VIDEO, Capability.JSON_OBJECT, Capability.EMBEDDINGS
          }) {
        assertThat(provider.capabilities(model).has(not)).as("" + not).isFalse();
      }
      assertThat(provider.capabilities(model).has(Capability.REASONING)).isTrue();
      assertThat(provider.capabilities("claude-3-5-haiku@20241022").has(Capability.REASONING))
          .isFalse();
      assertThat(provider.capabilities("gemini-2.5-flash")).isEqualTo(provider.capabilities());
      Part film = Part.video(Media.of(new byte[] {1}, "video/mp4"));
      ChatRequest request =
          ChatRequest.of(List.of(Message.user(Part.text("x"), film))).withModel(CLAUDE);
      assertThatThrownBy(() -> llm.chat(request))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "claude-opus-4-6, '" + PLACE + "count-tokens:rawPredict'",
    "anthropic/claude-opus-4-6, '" + PLACE + "count-tokens:rawPredict'",
    "publishers/anthropic/models/claude-opus-4-6, '" + PLACE + "count-tokens:rawPredict'",
    "projects/q/locations/us/publishers/anthropic/models/claude-opus-4-6, "
        + "/v1/projects/q/locations/us/publishers/anthropic/models/count-tokens:rawPredict"
  })
  void tokensAreCountedByAModelOfItsOwn(String model, String path) {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      ChatRequest chat =
          ChatRequest.builder()
              .model("vertexai/" + model)
              .system("You are brief.")
              .user("Hello, world!")
              .maxOutputTokens(10)
              .temperature(0.5)
              .build();

      assertThat(llm.countTokens(chat).inputTokens()).isPositive();
      ReceivedRequest sent = server.requests().get(0);
      assertThat(sent.path()).isEqualTo(path);
      assertThat(sent.text())
          .startsWith("{\"model\":\"claude-opus-4-6\",\"anthropic_version\":\"vertex-2023-10-16\",")
          .contains("\"system\":\"You are brief.\"")
          .doesNotContain("max_tokens", "temperature", "stream");
    }
  }

  @Test
  void tokensOfBothAreCountedByOneProvider() {
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      ChatRequest chat = ChatRequest.of("Hello, world!");

      long claude = llm.countTokens(chat.withModel(CLAUDE)).inputTokens();
      long gemini = llm.countTokens(chat.withModel("vertexai/gemini-2.5-flash")).inputTokens();

      assertThat(claude).isPositive().isEqualTo(gemini);
      assertThat(server.requests().get(1).path())
          .isEqualTo(
              "/v1beta1/projects/p-1/locations/europe-west1/publishers/google/models/"
                  + "gemini-2.5-flash:countTokens");
    }
  }

  @Test
  void aPlaceThatDoesNotCountSaysSo() {
    Reply missing = Reply.raw(404, "application/json", "{\"error\":{\"code\":404}}");
    try (SimulatedProvider server = SimulatedProvider.gemini().always(missing).start();
        LlmClient llm = client(server)) {
      assertThatThrownBy(() -> llm.countTokens(ChatRequest.of("x").withModel(CLAUDE)))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":429,\"message\":\"secret\",\"status\":\"RESOURCE_EXHAUSTED\"}}",
        "[{\"error\":{\"code\":429,\"message\":\"secret\",\"status\":\"RESOURCE_EXHAUSTED\"}}]",
        "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"secret\"}}"
      })
  @Fault("F050")
  void bothSayHowItFailsInTheirWay(String body) {
    Reply refusal = Reply.raw(429, "application/json", body);
    Reply inside = Reply.raw(200, "text/event-stream", "data: " + body + "\n\n");
    try (SimulatedProvider server =
            SimulatedProvider.gemini().answer(refusal).answer(inside).start();
        LlmClient llm = client(server)) {
      assertThatThrownBy(() -> llm.prompt("Why?").model(CLAUDE).send())
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RATE_LIMIT))
          .hasMessageNotContaining("secret");
      assertThatThrownBy(
              () -> {
                try (ChatStream stream = llm.prompt("Why?").model(CLAUDE).stream()) {
                  stream.response();
                }
              })
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.RATE_LIMIT));
    }
  }

  /** One provider has models of two makers, and what one of them signed is refused by the other. */
  @Test
  void whatClaudeSignedGoesBackToClaudeAlone() {
    Reply thinks =
        Reply.raw(
            200,
            "application/json",
            "{\"content\":[{\"type\":\"thinking\",\"thinking\":\"Look.\",\"signature\":\"c2ln\"},"
                + "{\"type\":\"hologram\",\"data\":\"aG9s\"},"
                + "{\"type\":\"text\",\"text\":\"Blue.\"}],"
                + "\"stop_reason\":\"end_turn\"}");
    try (SimulatedProvider server = SimulatedProvider.gemini().answer(thinks).always("ok").start();
        LlmClient llm = client(server)) {
      List<Message> turns = new ArrayList<>(List.of(Message.user("Why?")));
      turns.add(llm.chat(ChatRequest.of(turns).withModel(CLAUDE)).message());
      turns.add(Message.user("And then?"));

      llm.chat(ChatRequest.of(turns).withModel(CLAUDE));
      llm.chat(ChatRequest.of(turns).withModel("vertexai/gemini-3-flash"));

      assertThat(server.requests().get(1).text()).contains("c2ln", "hologram", "Blue.");
      assertThat(server.requests().get(2).text())
          .contains("Blue.")
          .doesNotContain("c2ln", "hologram", "Look.");
    }
  }

  @Test
  void whatGeminiSignedGoesBackToGeminiAlone() {
    Reply thinks =
        Reply.raw(
            200,
            "application/json",
            "{\"candidates\":[{\"content\":{\"parts\":["
                + "{\"text\":\"Look.\",\"thought\":true,\"thoughtSignature\":\"c2ln\"},"
                + "{\"text\":\"Blue.\",\"thoughtSignature\":\"dGV4dA==\"}]},"
                + "\"finishReason\":\"STOP\"}]}");
    try (SimulatedProvider server = SimulatedProvider.gemini().answer(thinks).always("ok").start();
        LlmClient llm = client(server)) {
      String gemini = "vertexai/gemini-3-flash";
      List<Message> turns = new ArrayList<>(List.of(Message.user("Why?")));
      turns.add(llm.chat(ChatRequest.of(turns).withModel(gemini)).message());
      turns.add(Message.user("And then?"));

      llm.chat(ChatRequest.of(turns).withModel(CLAUDE));
      llm.chat(ChatRequest.of(turns).withModel(gemini));

      assertThat(server.requests().get(1).text())
          .contains("Blue.")
          .doesNotContain("c2ln", "dGV4dA==", "Look.");
      assertThat(server.requests().get(2).text()).contains("c2ln", "dGV4dA==", "Blue.");
    }
  }

  /** Anthropic's pages: 5 MB in Base64 there; Google's own models take 7 MB. */
  @Test
  void anImageMayBeAsLargeAsTheModelTakesIt() {
    int most = 3_932_160;
    try (SimulatedProvider server = SimulatedProvider.gemini().start();
        LlmClient llm = client(server)) {
      assertThatThrownBy(() -> look(llm, CLAUDE, most + 1))
          .isInstanceOfSatisfying(
              LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
          .hasMessageContaining("an image of 3932161 bytes: it takes at most 3932160");
      assertThat(server.requests()).isEmpty();

      look(llm, CLAUDE, most);
      look(llm, "vertexai/gemini-2.5-flash", most + 1);
      assertThat(server.requests()).hasSize(2);
    }
  }

  private static void look(LlmClient llm, String model, int bytes) {
    Part image = Part.image(Media.of(new byte[bytes], "image/png"));
    llm.prompt("What is this?").model(model).attach(image).send();
  }

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(provider(server)).retries(Retries.none()).build();
  }

  private static Provider provider(SimulatedProvider server) {
    return Vertex.builder()
        .project("p-1")
        .location("europe-west1")
        .tokens(Keys.of("t-1"))
        .baseUrl(server.baseUrl())
        .build();
  }
}
