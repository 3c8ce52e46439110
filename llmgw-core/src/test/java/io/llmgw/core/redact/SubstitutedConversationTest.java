package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.ChatStream;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.content.ToolCall;
import io.llmgw.api.content.ToolResult;
import io.llmgw.api.json.Json;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.LeakRule;
import io.llmgw.test.scripted.ScriptedProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not restored comes back with the history, and means in it what it meant before. */
class SubstitutedConversationTest {
  private static final EntityType BADGE = EntityType.of("AZ_09");
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  @RegisterExtension final LeakRule leaks = new LeakRule();

  private final ScriptedProvider fake = ScriptedProvider.named("fake");

  @BeforeEach
  void watch() {
    leaks.of(fake);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aHashIsMaskedNoMoreInLaterTurns(boolean isStreamed) {
    expectKept(
        Masking.hash(KEY), "My password is Kx9mPq2z and my api_key=f7Qz81LmP0aVx3TbN5", isStreamed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTokenIsMaskedNoMoreInLaterTurns(boolean isStreamed) {
    expectKept(Masking.token(), "My password: Kx9mPq2z, mail ada@example.com", isStreamed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFakeIsMaskedNoMoreInLaterTurns(boolean isStreamed) {
    expectKept(
        Masking.fake(KEY),
        "mail ada@example.com, call +49 89 1234567, server 203.0.113.7, password: Kx9mPq2z",
        isStreamed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatStaysOfAValueDoesNotBecomeLessInLaterTurns(boolean isStreamed) {
    expectKept(Masking.partial(4), "password: Kx9mPq2zab12 and ada@example.com", isStreamed);
  }

  /** The model repeats what it was told; that is sent twice more as it was the first time. */
  private void expectKept(Masking masking, String told, boolean isStreamed) {
    try (LlmClient llm = client(masking)) {
      fake.answers("fine");
      llm.prompt(told).text();
      String sent = sent().get(0).substring("USER ".length());
      assertThat(sent).isNotEqualTo(told);

      List<Message> history = new ArrayList<>(List.of(Message.user(told)));
      for (int turn = 0; turn < 3; turn++) {
        fake.answers(script -> script.reasoning("hm: " + sent).text("You say: " + sent));
        history.add(answer(llm, history, isStreamed));
        history.add(Message.user("And again?"));
      }
      fake.answers("fine");
      llm.chat(history);

      assertThat(sent())
          .contains("USER " + sent)
          .filteredOn(each -> each.startsWith("ASSISTANT") || each.startsWith("REASONING"))
          .hasSizeGreaterThanOrEqualTo(3)
          .allMatch(each -> each.endsWith(": " + sent));
    }
  }

  private static Message answer(LlmClient llm, List<Message> history, boolean isStreamed) {
    if (!isStreamed) {
      return llm.chat(history).message();
    }
    try (ChatStream stream = llm.stream(ChatRequest.builder().messages(history).build())) {
      stream.forEach(each -> {});
      return stream.response().message();
    }
  }

  @Test
  void aFakeInArgumentsOfAToolAndInWhatItSaysIsTheSamePerson() {
    try (LlmClient llm = client(Masking.fake(KEY))) {
      fake.always("fine");
      Message told = Message.user("mail ada@example.com");
      llm.chat(List.of(told));
      String other = sent().get(0).substring("USER mail ".length());

      llm.chat(
          List.of(
              told,
              Message.assistant(
                  List.of(new ToolCall("c", "send", Json.ofValue(Map.of("email", other))))),
              Message.tool(ToolResult.of("c", "sent to " + other)),
              Message.user("Was it " + other + "?")));

      assertThat(sent())
          .contains(
              "TOOL_ARGUMENT " + other,
              "TOOL_RESULT sent to " + other,
              "USER Was it " + other + "?");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hi", "mail ada@example.com"})
  void aFakeThatWasNotIssuedInThisRequestIsAValueLikeAnyOther(String told) {
    try (LlmClient llm = client(Masking.fake(KEY))) {
      fake.always("fine");
      llm.chat(List.of(Message.user(told), Message.assistant("mail bob@example.com")));

      assertThat(sent().toString()).doesNotContain("bob@example.com");
    }
  }

  @Test
  void aShortFakeInWordsOfTheUserMayBeATrueValue() {
    try (LlmClient llm = client(Masking.fake(KEY))) {
      fake.always("fine");
      llm.prompt("CVV: 123").text();
      String code = sent().get(0).substring("USER CVV: ".length());

      llm.chat(List.of(Message.user("CVV: 123"), Message.user("her CVV: " + code)));

      assertThat(sent()).doesNotContain("USER her CVV: " + code);
    }
  }

  @Test
  void whatOnlyBeginsLikeAHashIsMasked() {
    try (LlmClient llm = client(Masking.hash(KEY))) {
      fake.always("fine");
      llm.chat(
          List.of(
              Message.user("<PASSWORD:hunter2Kx9m>"),
              Message.user("<EMAIL:ada@example.com>"),
              Message.user("<PASSWORD:85a8d1e2f3a4f>")));

      assertThat(sent().toString())
          .doesNotContain("hunter2Kx9m")
          .doesNotContain("ada@example.com")
          .doesNotContain("85a8d1e2f3a4f");
    }
  }

  /** Of a type with each char that is an edge of what names have, and what hashes have. */
  @ParameterizedTest
  @ValueSource(strings = {"", "some words in a row before it: "})
  void aHashOfAnEarlierRequestStays(String before) {
    Redaction badges =
        Redaction.of(RedactionPolicy.of().with(BADGE, Masking.hash(KEY)))
            .pattern(BADGE, "[0-9a-f]{12}");
    String masked = badges.preview(before + "0123456789ab").masked();

    assertThat(masked).startsWith(before + "<AZ_09:").doesNotContain("0123456789ab");
    assertThat(badges.preview(masked).masked()).isEqualTo(masked);
    assertThat(badges.preview(masked + " <AZ").masked()).isEqualTo(masked + " <AZ");
    assertThat(badges.preview("x" + masked + " 0123456789ab").masked())
        .isEqualTo("x" + masked + " " + masked.substring(before.length()));
  }

  @ParameterizedTest
  @CsvSource({
    "K-1234567, true, true",
    "K<1234567, true, true",
    "K-123456, false, true",
    "K-1234, false, true"
  })
  void whereOnlyAPartOfItIsFoundEightCharsTellIt(
      String badge, boolean staysWithUser, boolean staysWithModel) {
    Redaction badges =
        Redaction.of(RedactionPolicy.of().with(BADGE, Masking.fake(KEY)))
            .pattern(BADGE, "K[-<][0-9]+")
            .pattern(BADGE, "[0-9]{4,}");
    try (LlmClient llm = client(badges)) {
      fake.always("fine");
      llm.prompt(badge).text();
      String other = sent().get(0).substring("USER ".length());
      llm.chat(
          List.of(
              Message.user(badge),
              Message.assistant("It was " + other),
              Message.user("Was it " + other)));

      assertThat(other).doesNotStartWith("K");
      assertThat(sent().contains("ASSISTANT It was " + other)).isEqualTo(staysWithModel);
      assertThat(sent().contains("USER Was it " + other)).isEqualTo(staysWithUser);
    }
  }

  @Test
  void aShortFakeInWordsOfTheModelIsWhatItWasTold() {
    try (LlmClient llm = client(Masking.fake(KEY))) {
      fake.always("fine");
      llm.prompt("CVV: 123").text();
      String code = sent().get(0).substring("USER CVV: ".length());

      llm.chat(List.of(Message.user("CVV: 123"), Message.assistant("your CVV: " + code)));

      assertThat(sent()).contains("ASSISTANT your CVV: " + code);
    }
  }

  private LlmClient client(Masking masking) {
    return client(Redaction.of(EntitySets.CONTACT).with(EntitySets.ALL, masking));
  }

  private LlmClient client(Redaction redaction) {
    return LlmClient.builder().provider(fake).defaultModel(fake.model()).use(redaction).build();
  }

  /** What the provider received last, text by text. */
  private List<String> sent() {
    ChatRequest last = (ChatRequest) fake.requests().get(fake.requests().size() - 1);
    List<String> texts = new ArrayList<>();
    last.content()
        .mapText(
            (path, kind, text) -> {
              texts.add(kind + " " + text);
              return text;
            });
    return texts;
  }
}
