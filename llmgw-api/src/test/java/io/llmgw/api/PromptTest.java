package io.llmgw.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromptTest {
  private static final Part CAT = Part.image(Media.of(URI.create("https://example.com/cat.png")));

  @Test
  void attachmentsStandBesideTheTextInOneTurn() {
    ChatRequest request = prompt("What is this?").attach(CAT).system("You are brief.").request();

    assertThat(request.content().messages())
        .containsExactly(
            Message.system("You are brief."), Message.user(Part.text("What is this?"), CAT));
  }

  @Test
  void furtherMessagesFollowThePrompt() {
    ChatRequest request = prompt("Hello?").message(Message.assistant("Hi.")).attach(CAT).request();

    assertThat(request.content().messages())
        .extracting(Message::role)
        .containsExactly(Role.USER, Role.ASSISTANT);
  }

  @Test
  void canBeAskedForItsRequestAgain() {
    Prompt prompt = prompt("Hello?").temperature(0.5).seed(7).topK(3);

    assertThat(prompt.request()).isEqualTo(prompt.request());
  }

  @Test
  void reasoningMayHaveABudget() {
    ReasoningSettings budget = ReasoningSettings.budgetTokens(2_000);

    assertThat(prompt("Hello?").reasoning(budget).request().settings().reasoning())
        .isEqualTo(budget);
  }

  @Test
  void toolsMayComeInACollection() {
    Json schema = Json.ofText("{\"type\":\"object\"}");
    ToolSpec one = ToolSpec.of("one", "x", schema);
    ToolSpec two = ToolSpec.of("two", "x", schema);

    assertThat(prompt("Hello?").tools(List.of(one), Set.of(two)).request().content().tools())
        .containsExactly(one, two);
  }

  /** A prompt that is looked at and never asked: it needs no client. */
  @SuppressWarnings("NullAway")
  private static Prompt prompt(String text) {
    return new Prompt(null, text);
  }
}
