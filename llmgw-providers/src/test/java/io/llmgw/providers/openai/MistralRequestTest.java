package io.llmgw.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ProviderItem;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.json.Json;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.Leniency;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.providers.replay.Written;
import io.llmgw.providers.wire.WireCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Mistral takes otherwise than OpenAI beyond names: the order and the form of messages. */
class MistralRequestTest {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final byte[] BYTES = {1, 2, 3};
  private static final ToolCall CALL = new ToolCall("call_1", "weather", Json.ofText("{}"));
  private static final Message RESULT = Message.tool(ToolResult.of("call_1", "rain"));

  private final List<String> notes = new ArrayList<>();

  private JsonNode messages(Message... said) {
    return body("mistral-small-latest", ChatRequest.of(List.of(said))).path("messages");
  }

  private JsonNode body(String model, ChatRequest request) {
    WireCall call = new WireCall(request, "mistral", model, Delivery.WHOLE, notes::add);
    return Written.json(new OpenAiChatFormat(Mistral.DIALECT), call);
  }

  private static List<String> roles(JsonNode messages) {
    List<String> roles = new ArrayList<>();
    messages.forEach(message -> roles.add(message.path("role").asString()));
    return roles;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mistral-medium-2508",
        "mistral-large-2411",
        "open-mistral-nemo",
        "codestral-2508"
      })
  void betweenAResultAndTheUserAnOlderModelIsPutAnAnswer(String model) {
    JsonNode sent = body(model, withUserBehindResult()).path("messages");

    MistralRules.checkForOlder(sent);
    assertThat(roles(sent)).containsExactly("user", "assistant", "tool", "assistant", "user");
    assertThat(sent.at("/3/content").asString()).isEqualTo("OK.");
    assertThat(notes).singleElement().asString().contains("'OK.'", "result of a tool", "user");
  }

  /** As recordings have it. */
  @ParameterizedTest
  @ValueSource(
      strings = {"mistral-small-latest", "ministral-3b-2512", "mistral-small-2603", "ft:x:2024"})
  void behindAResultTheUserMaySpeakToALaterModel(String model) {
    JsonNode sent = body(model, withUserBehindResult()).path("messages");

    MistralRules.check(sent);
    assertThat(roles(sent)).containsExactly("user", "assistant", "tool", "user");
    assertThat(notes).isEmpty();
  }

  private static ChatRequest withUserBehindResult() {
    return ChatRequest.of(
        List.of(
            Message.user("A coat?"),
            Message.assistant(List.of(CALL)),
            RESULT,
            Message.user("And an umbrella?")));
  }

  @Test
  void anAnswerThatIsThereIsEnough() {
    ChatRequest request =
        ChatRequest.of(
            List.of(
                Message.user("A coat?"),
                Message.assistant(List.of(CALL)),
                RESULT,
                Message.assistant("Yes."),
                Message.user("And an umbrella?")));
    JsonNode sent = body("mistral-large-2411", request).path("messages");

    MistralRules.checkForOlder(sent);
    assertThat(sent).hasSize(5);
    assertThat(notes).isEmpty();
  }

  @Test
  void whatTheSystemSaysBehindAnAnswerIsMovedToTheBeginning() {
    JsonNode sent =
        messages(
            Message.system("Be brief."),
            Message.user("Hi"),
            Message.system("Be kind."),
            Message.assistant("Hello."),
            Message.developer("Speak of coats."),
            Message.user("A coat?"),
            Message.assistant(List.of(CALL)),
            RESULT,
            Message.system("No hats."));

    MistralRules.check(sent);
    assertThat(roles(sent))
        .containsExactly(
            "system",
            "system",
            "system",
            "user",
            "system",
            "assistant",
            "user",
            "assistant",
            "tool");
    assertThat(sent.at("/1/content").asString()).isEqualTo("Speak of coats.");
    assertThat(sent.at("/2/content").asString()).isEqualTo("No hats.");
    assertThat(notes).singleElement().asString().contains("moved to its beginning");
  }

  @Test
  void anAnswerThatSaysNothingIsLeftOut() {
    JsonNode sent =
        messages(
            Message.user("Hi"),
            Message.assistant(
                List.of(
                    new Part.Reasoning("Hm.", "sig", "anthropic"), new Part.Reasoning("nobody's"))),
            Message.user("Well?"),
            Message.assistant(""),
            Message.user("Hello?"));

    MistralRules.check(sent);
    assertThat(roles(sent)).containsExactly("user", "user", "user");
    assertThat(notes).containsExactly("an empty message of the assistant was left out");
  }

  @Test
  void aThoughtOfItsOwnIsAnAnswer() {
    JsonNode sent =
        messages(
            Message.user("Hi"),
            Message.assistant(List.of(new Part.Reasoning("Hm.", null, "mistral"))),
            Message.user("Well?"));

    MistralRules.check(sent);
    assertThat(sent.at("/1/content/0/thinking/0/text").asString()).isEqualTo("Hm.");
    assertThat(notes).isEmpty();
  }

  @Test
  void aRefusalOfAnotherModelIsTextAsAnyOther() {
    JsonNode sent =
        messages(
            Message.user("Hi"),
            Message.assistant(List.of(new Part.Refusal("I cannot."))),
            Message.user("Why?"),
            Message.assistant(
                List.of(
                    new Part.Reasoning("Hm.", null, "mistral"),
                    Part.text("No. "),
                    new Part.Refusal("I cannot."))),
            Message.user("Why?"));

    MistralRules.check(sent);
    assertThat(sent.at("/1/content").asString()).isEqualTo("I cannot.");
    assertThat(sent.at("/3/content/1/text").asString()).isEqualTo("No. ");
    assertThat(sent.at("/3/content/2/text").asString()).isEqualTo("I cannot.");
  }

  @Test
  void aNameIsAnErrorThatNamesItOrIsLeftOut() {
    Message named = new Message(Role.USER, List.of(Part.text("Hi")), "ada", null);

    assertThatThrownBy(() -> messages(named))
        .isInstanceOfSatisfying(
            LlmException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
        .hasMessageContaining("the name in a message");
    ChatRequest lenient = ChatRequest.of(List.of(named)).with(Leniency.DROP);
    MistralRules.check(body("mistral-small-latest", lenient).path("messages"));
    assertThat(notes).containsExactly("left out for mistral: the name in a message");
  }

  @Test
  void referencesGoBackWhereTheyStood() {
    Json reference = Json.ofText("{\"type\":\"reference\",\"reference_ids\":[2, 1]}");
    JsonNode sent =
        messages(
            Message.user("Who?"),
            Message.assistant(
                List.of(
                    Part.text("Ada"),
                    new ProviderItem("mistral", "reference", reference),
                    Part.text(" and Grace."))),
            Message.user("When?"));

    MistralRules.check(sent);
    assertThat(sent.at("/1/content"))
        .isEqualTo(
            JSON.readTree(
                "[{\"type\":\"text\",\"text\":\"Ada\"},"
                    + "{\"type\":\"reference\",\"reference_ids\":[2,1]},"
                    + "{\"type\":\"text\",\"text\":\" and Grace.\"}]"));
    assertThat(notes).isEmpty();
  }

  @Test
  void partsOfAnotherProviderDoNotGoToIt() {
    Json reference = Json.ofText("{\"type\":\"reference\",\"reference_ids\":[1]}");
    JsonNode sent =
        messages(
            Message.user("Who?"),
            Message.assistant(
                List.of(Part.text("Ada"), new ProviderItem("other", "reference", reference))),
            Message.user("When?"));

    assertThat(sent.at("/1/content").asString()).isEqualTo("Ada");
    assertThat(notes).containsExactly("items of another provider than mistral were left out");
  }

  @ParameterizedTest
  @CsvSource({
    "mistral-small-latest, LOW, high",
    "mistral-small-latest, MINIMAL, high",
    "mistral-medium-3-5, NONE, none",
    "magistral-medium-latest, MAX, high",
    "mistral-large-4-0, MEDIUM, medium",
    "mistral-large-4, MINIMAL, low"
  })
  void theEffortIsTheNearestThatTheModelKnows(String model, ReasoningEffort asked, String sent) {
    ChatRequest request = ChatRequest.builder().user("x").reasoning(asked).build();

    JsonNode body = body(model, request);

    assertThat(body.path("reasoning_effort").asString()).isEqualTo(sent);
    assertThat(body.has("prompt_mode")).isFalse();
  }

  @Test
  void soundAndDocumentsHaveTheirOwnForm() {
    JsonNode sent =
        messages(
            Message.user(
                Part.audio(Media.of(BYTES, "audio/mpeg")),
                Part.document(Media.of(BYTES, "application/pdf"), "scan.pdf"),
                Part.document(Media.of(URI.create("https://example.org/a.pdf")))));

    assertThat(sent.at("/0/content"))
        .isEqualTo(
            JSON.readTree(
                "[{\"type\":\"input_audio\",\"input_audio\":\"AQID\"},"
                    + "{\"type\":\"document_url\","
                    + "\"document_url\":\"data:application/pdf;base64,AQID\","
                    + "\"document_name\":\"scan.pdf\"},"
                    + "{\"type\":\"document_url\",\"document_url\":\"https://example.org/a.pdf\"}]"));
  }
}
