package io.llmgw.api.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.llmgw.api.content.ChatContent;
import io.llmgw.api.content.EmbeddingContent;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ResponseFormat;
import io.llmgw.api.content.Role;
import io.llmgw.api.content.ToolChoice;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChatRequestTest {
  @Test
  void aQuestionIsAUserMessage() {
    ChatRequest request = ChatRequest.of("Why?");

    assertThat(request.operation()).isEqualTo(Operation.CHAT);
    assertThat(request.model()).isNull();
    assertThat(request.content().messages()).containsExactly(Message.user("Why?"));
    assertThat(request.settings()).isSameAs(GenerationSettings.NONE);
    assertThat(request.options()).isSameAs(RequestOptions.EMPTY);
  }

  @Test
  void theBuilderCoversEverything() {
    ToolSpec tool = ToolSpec.of("weather", "of a city", Json.object());

    ChatRequest request =
        ChatRequest.builder()
            .model("openai/gpt-5")
            .user("Why?")
            .system("Be brief.")
            .tools(tool)
            .toolChoice(ToolChoice.named("weather"))
            .responseFormat(ResponseFormat.json())
            .stop("END", "STOP")
            .metadata("team", "claims")
            .userId("u-17")
            .extraBody("top_a", 0.5)
            .extraHeader("X-Beta", "on")
            .temperature(0.5)
            .topP(0.9)
            .topK(40)
            .maxOutputTokens(300)
            .seed(7)
            .frequencyPenalty(-2)
            .presencePenalty(2)
            .parallelToolCalls(false)
            .reasoning(ReasoningEffort.LOW)
            .option(Leniency.DROP)
            .build();

    ChatContent content = request.content();
    assertThat(request.model()).isEqualTo("openai/gpt-5");
    assertThat(content.messages())
        .containsExactly(Message.system("Be brief."), Message.user("Why?"));
    assertThat(content.tools()).containsExactly(tool);
    assertThat(content.toolChoice()).isEqualTo(ToolChoice.named("weather"));
    assertThat(content.responseFormat()).isEqualTo(ResponseFormat.json());
    assertThat(content.stop()).containsExactly("END", "STOP");
    assertThat(content.metadata()).isEqualTo(Map.of("team", "claims"));
    assertThat(content.userId()).isEqualTo("u-17");
    assertThat(content.extraBody()).isEqualTo(Map.of("top_a", Json.ofText("0.5")));
    assertThat(content.extraHeaders()).isEqualTo(Map.of("x-beta", "on"));
    assertThat(request.settings())
        .isEqualTo(
            new GenerationSettings(
                0.5,
                0.9,
                40,
                300,
                7L,
                -2.0,
                2.0,
                false,
                ReasoningSettings.effort(ReasoningEffort.LOW)));
    assertThat(request.option(Leniency.class)).isEqualTo(Leniency.DROP);
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
  }

  @Test
  void systemTextStandsAheadOfTheConversationInItsOwnOrder() {
    ChatRequest request = ChatRequest.builder().user("q").system("first").system("second").build();

    assertThat(request.content().messages())
        .containsExactly(Message.system("first"), Message.system("second"), Message.user("q"));
  }

  @Test
  void aPrefixStandsAheadOfOtherSystemText() {
    ChatRequest request = ChatRequest.builder().system("old").user("q").build();

    assertThat(request.withSystemPrefix("new").content().messages())
        .containsExactly(Message.system("new"), Message.system("old"), Message.user("q"));
    assertThat(request.content().messages()).hasSize(2);
  }

  @Test
  void refusesASecondAssignment() {
    refusesTwice(b -> b.model("m"));
    refusesTwice(b -> b.temperature(1));
    refusesTwice(b -> b.topP(1));
    refusesTwice(b -> b.topK(1));
    refusesTwice(b -> b.maxOutputTokens(1));
    refusesTwice(b -> b.seed(1));
    refusesTwice(b -> b.frequencyPenalty(1));
    refusesTwice(b -> b.presencePenalty(1));
    refusesTwice(b -> b.parallelToolCalls(true));
    refusesTwice(b -> b.reasoning(ReasoningEffort.LOW));
    refusesTwice(b -> b.toolChoice(ToolChoice.AUTO));
    refusesTwice(b -> b.responseFormat(ResponseFormat.text()));
    refusesTwice(b -> b.userId("u"));
  }

  private static void refusesTwice(Consumer<ChatRequest.Builder> set) {
    ChatRequest.Builder builder = ChatRequest.builder().user("q");
    set.accept(builder);

    assertThatIllegalStateException().isThrownBy(() -> set.accept(builder));

    ChatRequest.Builder copy = builder.build().toBuilder();
    set.accept(copy);
    assertThatIllegalStateException().isThrownBy(() -> set.accept(copy));
  }

  @Test
  void refusesValuesOutOfRange() {
    refuses(b -> b.temperature(-0.1), "temperature must be finite and at least 0, not -0.1");
    refuses(b -> b.temperature(Double.NaN), "temperature must be finite and at least 0, not NaN");
    refuses(b -> b.topP(1.1), "topP must be from 0 to 1, not 1.1");
    refuses(b -> b.topK(0), "topK must be at least 1, not 0");
    refuses(b -> b.maxOutputTokens(0), "maxOutputTokens must be at least 1, not 0");
    refuses(b -> b.frequencyPenalty(2.5), "frequencyPenalty must be from -2 to 2, not 2.5");
    refuses(b -> b.presencePenalty(-3), "presencePenalty must be from -2 to 2, not -3.0");
    refuses(b -> b.model(" "), "the model must not be blank");
    refuses(b -> b.stop("a", ""), "a stop sequence must not be empty");
    refuses(b -> b.userId(""), "the user id must not be empty");
    refuses(
        b -> b.reasoning(ReasoningSettings.budgetTokens(-2)),
        "budgetTokens must be at least 0, or -1 for no limit, not -2");
    for (int budget : new int[] {0, -1, 2_000}) {
      ReasoningEffort contrary = budget == 0 ? ReasoningEffort.LOW : ReasoningEffort.NONE;
      refuses(
          b -> b.reasoning(new ReasoningSettings(contrary, budget)),
          "reasoning effort " + contrary + " contradicts a budget of " + budget + " tokens");
    }
    assertThat(new ReasoningSettings(ReasoningEffort.NONE, 0).isOff()).isTrue();
    refuses(
        b -> b.extraHeader("a b", "x"),
        "the name of an extra header must be a lower-case token of HTTP");
    refuses(b -> b.extraHeader("a", "x\r\nb: c"), "the extra header a must not have char 13");
    refuses(b -> b.extraBody("a", Json.ofText("{")), "the extra field a must be valid JSON");
  }

  private static void refuses(Consumer<ChatRequest.Builder> set, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> set.accept(ChatRequest.builder()))
        .withMessage(message);
  }

  @Test
  void acceptsValuesThatSomeProviderMayTake() {
    ChatRequest request =
        ChatRequest.builder()
            .user("q")
            .temperature(5)
            .topP(0)
            .topK(1_000_000)
            .seed(-1)
            .reasoning(ReasoningSettings.budgetTokens(0))
            .build();

    assertThat(request.settings().temperature()).isEqualTo(5);
  }

  @Test
  void needsAMessage() {
    assertThatIllegalStateException().isThrownBy(() -> ChatRequest.builder().build());
    assertThatIllegalArgumentException().isThrownBy(() -> ChatRequest.of(List.of()));
  }

  @Test
  void refusesTwoToolsOfOneName() {
    ToolSpec tool = ToolSpec.of("weather", "of a city", Json.object());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatRequest.builder().tools(tool, tool))
        .withMessage("tools 0 and 1 have the same name");
  }

  @Test
  void keepsEverythingElseWhenOneThingChanges() {
    ChatRequest request =
        ChatRequest.builder().model("a").user("q").seed(1).option(Leniency.DROP).build();

    ChatRequest other = request.withModel("b").with(Leniency.STRICT);

    assertThat(other.content()).isSameAs(request.content());
    assertThat(other.settings()).isSameAs(request.settings());
    assertThat(other.model()).isEqualTo("b");
    assertThat(request.option(Leniency.class)).isEqualTo(Leniency.DROP);
    assertThat(request.withContent(request.content())).isSameAs(request);
  }

  @Test
  void refusesContentOfAnotherOperation() {
    EmbeddingContent content = EmbeddingContent.of(List.of("a"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChatRequest.of("q").withContent(content))
        .withMessage("a chat needs ChatContent, not EmbeddingContent");
  }

  @Test
  void aBuilderMayGoOnAfterBuilding() {
    ChatRequest.Builder builder = ChatRequest.builder().user("first");
    ChatRequest first = builder.build();

    ChatRequest second = builder.user("second").build();

    assertThat(first.content().messages()).hasSize(1);
    assertThat(second.content().messages()).hasSize(2);
    assertThat(second.content().messages().get(1).role()).isEqualTo(Role.USER);
  }
}
