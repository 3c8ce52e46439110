package io.llmgw.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.ReasoningEffort;
import io.llmgw.api.request.ReasoningSettings;
import io.llmgw.api.request.Timeouts;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
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

  @Test
  void aSingleValueIsSetOnce() {
    Timeouts first = Timeouts.total(Duration.ofSeconds(5));
    Timeouts second = Timeouts.idle(Duration.ofSeconds(1));
    Map<String, UnaryOperator<Prompt>> settings =
        Map.of(
            "model", prompt -> prompt.model("fake/model"),
            "temperature", prompt -> prompt.temperature(0.5),
            "reasoning", prompt -> prompt.reasoning(ReasoningEffort.LOW),
            "responseFormat", prompt -> prompt.responseFormat(ResponseFormat.json()),
            "timeouts", prompt -> prompt.timeouts(first));
    for (Map.Entry<String, UnaryOperator<Prompt>> setting : settings.entrySet()) {
      Prompt prompt = setting.getValue().apply(prompt("Hello?"));

      assertThatThrownBy(() -> setting.getValue().apply(prompt))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("%s is set already", setting.getKey());
    }

    Prompt withClocks = prompt("Hello?").with(first);
    assertThatThrownBy(() -> withClocks.timeouts(second)).isInstanceOf(IllegalStateException.class);
    assertThat(withClocks.request().options().option(Timeouts.class)).isEqualTo(first);
  }

  @Test
  void anOptionReplacesTheOneOfItsKey() {
    Timeouts second = Timeouts.idle(Duration.ofSeconds(1));
    Prompt prompt = prompt("Hello?").timeouts(Timeouts.total(Duration.ofSeconds(5))).with(second);

    assertThat(prompt.request().options().option(Timeouts.class)).isEqualTo(second);
  }

  /** A prompt that is looked at and never asked: it needs no client. */
  @SuppressWarnings("NullAway")
  private static Prompt prompt(String text) {
    return new Prompt(null, text);
  }
}
