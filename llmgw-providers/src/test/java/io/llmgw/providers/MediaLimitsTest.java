package io.llmgw.providers;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.llmgw.api.provider.MediaLimits;
import io.llmgw.api.provider.Provider;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.route.Route;
import io.llmgw.providers.anthropic.Anthropic;
import io.llmgw.providers.openai.CompatibleHost;
import io.llmgw.providers.openai.Mistral;
import io.llmgw.providers.openai.OpenAi;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Media that are larger than their target takes. */
@ExtendWith(LeakRule.class)
class MediaLimitsTest {
  private static final int MOST_OF_ANTHROPIC = 7_864_320; // 10 MB in Base64

  @Test
  void anImageThatAnthropicWouldRefuseIsNeverSent() {
    try (SimulatedProvider server = SimulatedProvider.anthropic().start();
        LlmClient llm = client(server.provider())) {
      LlmException error =
          catchThrowableOfType(
              LlmException.class, () -> look(llm, "anthropic/c", image(MOST_OF_ANTHROPIC + 1)));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining("an image of 7864321 bytes: it takes at most 7864320");
      assertThat(server.requests()).isEmpty();

      look(llm, "anthropic/c", image(MOST_OF_ANTHROPIC));
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void aRouteGoesOnToATargetThatTakesIt() {
    try (SimulatedProvider first = SimulatedProvider.anthropic().start();
        SimulatedProvider second = SimulatedProvider.openAi().start();
        LlmClient llm =
            LlmClient.builder()
                .provider(first.provider())
                .provider(second.provider())
                .alias("eyes", Route.ordered(first.target(), second.target()))
                .build()) {
      ChatResponse answer = look(llm, "eyes", image(MOST_OF_ANTHROPIC + 1));

      assertThat(answer.served().target()).isEqualTo(second.model());
      assertThat(first.requests()).isEmpty();
    }
  }

  @Test
  void allOfARequestCountsAsItIsSent() {
    MediaLimits limits = MediaLimits.UNKNOWN.withRequestBytes(2_000);

    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(openAi(server, limits))) {
      look(llm, "openai/x", image(600), image(600)); // twice 800 in Base64

      assertThatThrownBy(() -> look(llm, "openai/x", image(600), image(900)))
          .hasMessageContaining("a request with media of ")
          .hasMessageContaining(" bytes: it takes at most 2000");
      assertThatCode(() -> llm.prompt("x".repeat(3_000)).model("openai/x").send())
          .as("text is for the provider to judge")
          .doesNotThrowAnyException();
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void documentsCountTogetherAndThoseInResultsOfToolsToo() {
    MediaLimits limits = MediaLimits.UNKNOWN.withDocumentBytes(1_000);
    ChatRequest request =
        ChatRequest.builder()
            .model("anthropic/c")
            .user(Part.text("Read."), text(600))
            .message(Message.assistant(List.of(new ToolCall("t1", "more", Json.object()))))
            .message(Message.tool(new ToolResult("t1", List.of(text(500)), false)))
            .build();

    try (SimulatedProvider server = SimulatedProvider.anthropic().start();
        LlmClient llm =
            client(Anthropic.builder().baseUrl(server.baseUrl()).mediaLimits(limits).build())) {
      assertThatThrownBy(() -> llm.chat(request))
          .hasMessageContaining("documents of 1100 bytes: it takes at most 1000");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void whatTheProviderFetchesIsItsToJudge() {
    Part address = Part.image(Media.of(URI.create("https://example.com/cat.png")));
    MediaLimits least = new MediaLimits(1, 1, 1);

    try (SimulatedProvider server = SimulatedProvider.openAi().start();
        LlmClient llm = client(openAi(server, least))) {
      assertThatCode(() -> look(llm, "openai/x", address)).doesNotThrowAnyException();
    }
  }

  @Test
  void whatAModelMadeDoesNotCountWhereItIsLeftOut() {
    MediaLimits limits = new MediaLimits(500, 500, 2_000);
    ChatRequest.Builder turns =
        ChatRequest.builder()
            .model("anthropic/c")
            .user("Draw. " + "x".repeat(2_000))
            .message(Message.assistant(List.of(Part.text("Here."), image(600), text(600))))
            .user("What did you say?");

    try (SimulatedProvider server = SimulatedProvider.anthropic().start();
        LlmClient llm =
            client(Anthropic.builder().baseUrl(server.baseUrl()).mediaLimits(limits).build())) {
      assertThatCode(() -> llm.chat(turns.build())).doesNotThrowAnyException();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void theProvidersHaveWhatTheyPublish() {
    try (Provider anthropic = Anthropic.builder().build();
        Provider mistral = Mistral.builder().build();
        Provider openAi = OpenAi.builder().build()) {
      assertThat(mistral.mediaLimits())
          .isEqualTo(MediaLimits.UNKNOWN.withImageBytes(10 * 1024 * 1024));
      assertThat(anthropic.mediaLimits())
          .isEqualTo(
              MediaLimits.UNKNOWN
                  .withImageBytes(MOST_OF_ANTHROPIC)
                  .withRequestBytes(32 * 1024 * 1024));
      assertThat(openAi.mediaLimits())
          .isEqualTo(MediaLimits.UNKNOWN.withDocumentBytes(50 * 1024 * 1024));
    }
  }

  @ParameterizedTest
  @EnumSource(CompatibleHost.class)
  void aHostHasTheLimitThatItPublishesOrNone(CompatibleHost host) {
    MediaLimits expected =
        switch (host) {
          case GROQ -> MediaLimits.UNKNOWN.withRequestBytes(4 * 1024 * 1024);
          case XAI -> MediaLimits.UNKNOWN.withImageBytes(20 * 1024 * 1024);
          default -> MediaLimits.UNKNOWN;
        };

    try (Provider provider = host.builder().baseUrl("http://localhost:1").build()) {
      assertThat(provider.mediaLimits()).isEqualTo(expected);
    }
  }

  private static ChatResponse look(LlmClient llm, String model, Part... parts) {
    return llm.prompt("What is this?").model(model).attach(parts).send();
  }

  private static Part image(int bytes) {
    return Part.image(Media.of(new byte[bytes], "image/png"));
  }

  private static Part text(int bytes) {
    return Part.document(Media.of("x".repeat(bytes).getBytes(US_ASCII), "text/plain"));
  }

  private static Provider openAi(SimulatedProvider server, MediaLimits limits) {
    return OpenAi.builder().baseUrl(server.baseUrl()).mediaLimits(limits).build();
  }

  private static LlmClient client(Provider provider) {
    return LlmClient.builder().provider(provider).build();
  }
}
