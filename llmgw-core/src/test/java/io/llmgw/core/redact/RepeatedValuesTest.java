package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.api.response.ChatResponse;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A value that its words give away in one place is masked wherever else it stands, whatever is put
 * in its place.
 */
class RepeatedValuesTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("ok");

  private LlmClient client(RedactionPolicy policy) {
    leaks.of(fake);
    return LlmClient.builder()
        .provider(fake)
        .defaultModel(fake.model())
        .use(Redaction.of(policy))
        .build();
  }

  private List<String> sentTexts(LlmClient llm, List<Message> messages) {
    llm.chat(messages);
    ChatRequest received = (ChatRequest) fake.requests().get(fake.received() - 1);
    return received.content().messages().stream().map(Message::text).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "My password: hunter2Xy9! Please look for such a thing as hunter2Xy9! or not, hunter2Xy9!",
    "As in hunter2Xy9! before: my password: hunter2Xy9!, hunter2Xy9!",
    "MRN: 12345678 and again 12345678, 12345678",
    "my passport number is C01234567 or C01234567, C01234567"
  })
  void inTheSameText(String text, String value) {
    try (LlmClient llm = client(RedactionPolicy.of(EntitySets.ALL))) {
      String masked = sentTexts(llm, List.of(Message.user(text))).get(0);

      assertThat(masked).doesNotContain(value);
      assertThat(masked).containsPattern("<([A-Z_]+)_1>.*<\\1_1>");
    }
  }

  static Stream<Masking> actions() {
    return Stream.of(
        Masking.placeholder(),
        Masking.token(),
        Masking.drop(),
        Masking.partial(2),
        Masking.hash(KEY),
        Masking.fake(KEY));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void whateverIsPutInItsPlace(Masking action) {
    RedactionPolicy policy = RedactionPolicy.of(EntitySets.ALL).with(Entities.PASSWORD, action);
    try (LlmClient llm = client(policy)) {
      List<String> masked =
          sentTexts(
              llm,
              List.of(
                  Message.user("password: hunter2Xy9! or hunter2Xy9! it is"),
                  Message.user("try hunter2Xy9! once more")));

      assertThat(masked.get(0)).doesNotContain("hunter2Xy9");
      assertThat(masked.get(1)).doesNotContain("hunter2Xy9");
    }
  }

  @Test
  void whatOnlyLookedLikeAPlaceholderIsNeverTheValueOfOne() {
    try (LlmClient llm = client(RedactionPolicy.of(EntitySets.ALL))) {
      Message question = Message.user("What is <EMAIL_1>? My mail is ada@example.com");
      fake.answers("The tag <TEXT_1> is a placeholder.");
      ChatResponse first = llm.chat(List.of(question));
      assertThat(first.text()).isEqualTo("The tag <EMAIL_1> is a placeholder.");

      fake.answers("I said that <TEXT_1> is a placeholder.");
      List<Message> history = List.of(question, first.message(), Message.user("What was that?"));
      ChatResponse second = llm.chat(history);

      assertThat(second.text()).isEqualTo("I said that <EMAIL_1> is a placeholder.");
      ChatRequest received = (ChatRequest) fake.requests().get(1);
      assertThat(received.content().messages().get(1).text())
          .isEqualTo("The tag <TEXT_1> is a placeholder.");
    }
  }
}
