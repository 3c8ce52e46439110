package io.llmgw.providers.cohere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.counting.TokenCountRequest;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.providers.replay.Assembled;
import io.llmgw.providers.replay.FormatReading;
import io.llmgw.test.LeakRule;
import io.llmgw.test.simulated.SimulatedProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Cohere counts one text, and nothing else is counted by it. */
@ExtendWith(LeakRule.class)
class CohereCountTest {
  private static final Json OBJECT = Json.ofText("{\"type\":\"object\"}");

  private static LlmClient client(SimulatedProvider server) {
    return LlmClient.builder().provider(server.provider()).defaultModel(server.model()).build();
  }

  @Test
  void countsTheTextOfAChat() {
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = client(server)) {
      ChatRequest chat =
          ChatRequest.builder().user("Why is the sky blue?").maxOutputTokens(9).seed(1).build();

      assertThat(llm.countTokens(chat).inputTokens()).isEqualTo(6);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).path()).isEqualTo("/v1/tokenize");
      assertThat(server.requests().get(0).text())
          .isEqualTo("{\"text\":\"Why is the sky blue?\",\"model\":\"sim-1\"}");
    }
  }

  static Stream<ChatRequest.Builder> moreThanOneText() {
    Part image = Part.image(Media.of(new byte[] {1}, "image/png"));
    Part document = Part.document(Media.of("words".getBytes(StandardCharsets.UTF_8), "text/plain"));
    return Stream.of(
        ChatRequest.builder().system("Be brief.").user("words"),
        ChatRequest.builder().system("Be brief."),
        ChatRequest.builder().message(Message.user(Part.text("one"), Part.text("two"))),
        ChatRequest.builder().message(Message.user(Part.text("words"), image)),
        ChatRequest.builder().message(Message.user(Part.text("words"), document)),
        ChatRequest.builder().user("words").tools(ToolSpec.of("a", "b", OBJECT)),
        ChatRequest.builder().user("words").responseFormat(ResponseFormat.json()),
        ChatRequest.builder().user("words").extraBody("documents", List.of(Map.of("id", "1"))));
  }

  @ParameterizedTest
  @MethodSource("moreThanOneText")
  void refusesWhatItsTokenizerCannotCount(ChatRequest.Builder chat) {
    refused(chat.build(), "a count of more than one text");
  }

  /** API reference, "Tokenize": up to 65,536 characters, of which an emoji is one. */
  @Test
  void refusesATextThatItsTokenizerDoesNotTake() {
    refused(ChatRequest.of("a".repeat(65_537)), "65536 characters");
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = client(server)) {
      String most = "\uD83D\uDE00".repeat(65_536);

      assertThat(llm.countTokens(ChatRequest.of(most)).inputTokens()).isPositive();
    }
  }

  private static void refused(ChatRequest chat, String what) {
    try (SimulatedProvider server = SimulatedProvider.cohere().start();
        LlmClient llm = client(server)) {
      LlmException error = catchThrowableOfType(LlmException.class, () -> llm.countTokens(chat));

      assertThat(error.kind()).isEqualTo(ErrorKind.UNSUPPORTED);
      assertThat(error).hasMessageContaining(what);
      assertThat(server.requests()).isEmpty();
    }
  }

  /** The example of API reference, "Tokenize", at docs.cohere.com. */
  @Test
  void countsTheTokensThatAreListed() {
    String answer =
        "{\"tokens\":[10002,2261,2012,8,2792,43],"
            + "\"token_strings\":[\"token\",\"ize\",\" me\",\"!\",\" :\",\"D\"],"
            + "\"meta\":{\"api_version\":{\"version\":\"1\"}}}";
    TokenCountRequest request = TokenCountRequest.of(ChatRequest.of("tokenize me! :D"));
    List<LlmEvent> events = new ArrayList<>();

    reading(request).whole(answer, events::add);

    assertThat(Assembled.answer(request, events).inputTokens()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"hello\":1} | PROTOCOL",
        "{\"tokens\":6} | PROTOCOL",
        "{\"token_strings\":[\"a\"]} | PROTOCOL",
        "{\"tokens\":[1 | STREAM_BROKEN",
        "{\"message\":\"too many tokens\"} | SERVER",
      })
  void whatIsNoListOfTokensIsAFailure(String answer, ErrorKind kind) {
    TokenCountRequest request = TokenCountRequest.of(ChatRequest.of("?"));

    LlmException error =
        catchThrowableOfType(LlmException.class, () -> reading(request).whole(answer, event -> {}));

    assertThat(error.kind()).isEqualTo(kind);
  }

  private static FormatReading reading(TokenCountRequest request) {
    return new FormatReading(Decoding.FORMAT.forRequest(request), "cohere", "command-a-03-2025");
  }
}
