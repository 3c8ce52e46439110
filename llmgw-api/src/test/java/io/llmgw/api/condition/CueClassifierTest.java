package io.llmgw.api.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.content.Message;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.request.EmbeddingRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What plain cues tell, and what they cannot. */
class CueClassifierTest {
  private final RequestClassifier rules = RequestClassifier.byRules();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Summarise the report below.        | summary",
        "Give me the key points of this.    | summary",
        "Fasse den Bericht bitte zusammen.  | summary",
        "TL;DR please                       | summary",
        "Why is the sky blue?               | question",
        "what is a monad                    | question",
        "Pourquoi le ciel est-il bleu ?     | question",
        "Fix this: ```int x = y;```         | code",
        "def area(r): return r * r, wrong?  | code",
        "Refactor the class                 | code",
        "Write a poem about autumn.         |",
      })
  void namesTheTaskByItsCues(String prompt, String task) {
    assertThat(rules.task(ChatRequest.of(prompt))).isEqualTo(task);
  }

  @Test
  void readsTheLastMessageOfTheUser() {
    ChatRequest request =
        ChatRequest.of(
            List.of(
                Message.user("Summarise this."),
                Message.assistant("Done."),
                Message.user("Why so short?")));

    assertThat(rules.task(request)).isEqualTo(CueClassifier.QUESTION);
  }

  @Test
  void namesALongTextAndFindsACueAtEitherEndOfIt() {
    String text = "word ".repeat(2_000);

    assertThat(rules.task(ChatRequest.of(text))).isEqualTo(CueClassifier.LONG);
    assertThat(rules.task(ChatRequest.of("Summarize: " + text))).isEqualTo(CueClassifier.SUMMARY);
    assertThat(rules.task(ChatRequest.of(text + " Summarize that.")))
        .isEqualTo(CueClassifier.SUMMARY);
  }

  @Test
  void doesNotSeeTheMiddleOfALongMessage() {
    String half = "word ".repeat(1_000);

    assertThat(rules.task(ChatRequest.of(half + "summarize" + half))).isEqualTo(CueClassifier.LONG);
  }

  @Test
  void aLongTextWithAQuestionMarkIsNoShortQuestion() {
    assertThat(rules.task(ChatRequest.of("word ".repeat(100) + "?"))).isNull();
  }

  @Test
  void namesNothingThatIsNoChat() {
    assertThat(rules.task(EmbeddingRequest.of("Why is the sky blue?"))).isNull();
  }
}
