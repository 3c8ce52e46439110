package io.llmgw.api.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Media;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.Part;
import io.llmgw.api.content.ToolSpec;
import io.llmgw.api.json.Json;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.route.ModelRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What hosts and the templates of models add to a request of their own. */
class HostPromptsTest {
  private static final ChatRequest PLAIN = ChatRequest.of("Why?");
  private static final ChatRequest WITH_SYSTEM =
      ChatRequest.builder().system("Be brief.").user("Why?").build();

  private static long tokens(ChatRequest request, String model) {
    return TokenEstimator.create().inputTokens(request, ModelRef.parse(model));
  }

  /** Its template announces such a message in 34 tokens. */
  @Test
  void aSystemMessageOfCommandAIsAnnounced() {
    String model = "cohere/command-a-03-2025";

    assertThat(tokens(WITH_SYSTEM, model) - tokens(PLAIN, model)).isBetween(38L, 44L);
  }

  /** That has 36 tokens, by docs.cohere.com, Preambles. */
  @Test
  void aSystemMessageOfTheFirstCommandsTakesThePlaceOfTheDefaultOne() {
    String model = "cohere/command-r-plus-08-2024";

    assertThat(tokens(PLAIN, model)).isGreaterThan(45);
    assertThat(tokens(WITH_SYSTEM, model)).isBetween(10L, 25L);
  }

  @Test
  void xaiAddsTokensOfItsOwnAndOtherHostsOfGrokDoNot() {
    assertThat(tokens(PLAIN, "xai/grok-3-mini")).isBetween(135L, 145L);
    assertThat(tokens(PLAIN, "xai/grok-4.3")).isBetween(190L, 200L);
    assertThat(tokens(PLAIN, "azure/grok-4.3")).isLessThan(15);
  }

  @Test
  void thoughtsThatGoBackToXaiCountWhateverTheUserSaidSince() {
    Message thought = Message.assistant(List.of(new Part.Reasoning("", "x".repeat(600), "openai")));
    ChatRequest sealed =
        ChatRequest.builder().user("Why?").message(thought).user("And then?").build();
    ChatRequest open =
        ChatRequest.builder().user("Why?").message(Message.assistant("")).user("And then?").build();

    assertThat(tokens(sealed, "xai/grok-4.3") - tokens(open, "xai/grok-4.3")).isBetween(100L, 105L);
    assertThat(tokens(sealed, "openai/gpt-5")).isEqualTo(tokens(open, "openai/gpt-5"));
  }

  /** Their templates say in 192 tokens, and in 86, how to call a tool. */
  @Test
  void qwenIsToldMoreOfToolsSinceItsThirdAndAHalfGeneration() {
    ChatRequest tools =
        PLAIN.toBuilder().tools(ToolSpec.of("now", "Tells the time", Json.object())).build();

    assertThat(tokens(tools, "host/Qwen/Qwen3.5-9B") - tokens(tools, "host/Qwen/Qwen3-8B"))
        .isBetween(106L, 130L);
    assertThat(tokens(PLAIN, "host/Qwen/Qwen3.5-9B"))
        .isEqualTo(tokens(PLAIN, "host/Qwen/Qwen3-8B"));
  }

  /** Three rows of three patches, each with a token at its end. */
  @Test
  void eachRowOfAnImageOfMistralEndsWithATokenOfItsOwn() {
    Media image = Media.of(ImageHeads.png(64, 64), "image/png");
    ChatRequest with =
        ChatRequest.builder()
            .user(Part.text("Why?"), new Part.Image(image, Part.Image.Detail.AUTO))
            .build();
    String model = "mistral/ministral-3b-latest";

    assertThat(tokens(with, model) - tokens(PLAIN, model)).isEqualTo(12);
  }
}
