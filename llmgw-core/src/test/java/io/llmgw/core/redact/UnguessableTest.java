package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.Caller;
import io.llmgw.api.LlmClient;
import io.llmgw.api.content.Message;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.request.ChatRequest;
import io.llmgw.test.scripted.ScriptedProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Placeholders that end with what nobody can guess. */
class UnguessableTest {
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final Pattern FORM = Pattern.compile("<EMAIL_(\\d+)_([a-z2-7]{5})>");
  private static final String ADA = "ada@example.com";
  private static final String BOB = "bob@example.com";

  private final ScriptedProvider fake = ScriptedProvider.named("fake").always("fine");
  private final Redaction redaction =
      Redaction.of(EntitySets.ALL).unguessable(KEY).budget(Duration.ofMinutes(1));
  private LlmClient llm;

  @BeforeEach
  void open() {
    llm = LlmClient.builder().provider(fake).defaultModel(fake.model()).use(redaction).build();
  }

  @AfterEach
  void close() {
    llm.close();
  }

  private String sent(int request, int message) {
    ChatRequest sent = (ChatRequest) fake.requests().get(request);
    return sent.content().messages().get(message).text();
  }

  /** What a request with this text says of it. */
  private String sentBy(LlmClient client, String text) {
    client.prompt(text).send();
    return sent(fake.requests().size() - 1, 0);
  }

  @Test
  void aConversationKeepsItsPlaceholdersAndValuesComeBack() {
    String first = sentBy(llm, "ask " + ADA);
    assertThat(first).matches("ask <EMAIL_1_[a-z2-7]{5}>");
    String placeholder = first.substring(4);
    fake.answers("asked " + placeholder + " and " + placeholder.toUpperCase(Locale.ROOT));

    String answer =
        llm.chat(
                List.of(
                    Message.user("ask " + ADA),
                    Message.assistant("asked " + placeholder),
                    Message.user("and " + BOB + ", then " + ADA)))
            .text();

    assertThat(sent(1, 0)).isEqualTo(first);
    assertThat(sent(1, 1)).isEqualTo("asked " + placeholder);
    assertThat(sent(1, 2)).matches("and <EMAIL_2_[a-z2-7]{5}>, then " + placeholder);
    assertThat(answer).isEqualTo("asked " + ADA + " and " + ADA);
  }

  /** A host drops old turns; what the model still knows of them must mean nobody else. */
  @Test
  void aPlaceholderOfATurnThatWasDroppedMeansNobodyElse() {
    String known = sentBy(llm, ADA);
    fake.answers("I wrote to " + known);
    assertThat(llm.prompt("And " + BOB + "?").text()).isEqualTo("I wrote to " + known);

    Redaction numbered = Redaction.of(EntitySets.ALL).budget(Duration.ofMinutes(1));
    try (LlmClient plain =
        LlmClient.builder().provider(fake).defaultModel(fake.model()).use(numbered).build()) {
      assertThat(sentBy(plain, ADA)).isEqualTo("<EMAIL_1>");
      fake.answers("I wrote to <EMAIL_1>");
      assertThat(plain.prompt("And " + BOB + "?").text()).isEqualTo("I wrote to " + BOB);
    }
  }

  @Test
  void anotherTenantAnotherTypeAndAnotherKeyHaveOthers() {
    Set<String> ends = new HashSet<>();
    ends.add(sentBy(llm, ADA));
    ends.add(sentBy(llm.forCaller(Caller.tenant("acme")), ADA));
    ends.add(sentBy(llm.forCaller(Caller.tenant("other")), ADA));
    Redaction another = redaction.unguessable("another key, 16+".getBytes(StandardCharsets.UTF_8));
    ends.add(another.preview(ADA).masked());
    String end = sentBy(llm.forCaller(Caller.tenant("acme")), ADA);

    assertThat(ends).hasSize(4).contains(end).allMatch(it -> it.startsWith("<EMAIL_1_"));
    assertThat(new Suffixes(KEY, "a").of(Entities.EMAIL, ADA))
        .isNotEqualTo(new Suffixes(KEY, "a").of(Entities.PERSON, ADA));
  }

  /** A tenant and a type that run together like those of another must not be hashed alike. */
  @Test
  void whereOnePartEndsIsHashedToo() {
    assertThat(new Suffixes(KEY, "a").of(EntityType.of("BC"), "d"))
        .isNotEqualTo(new Suffixes(KEY, "aB").of(EntityType.of("C"), "d"))
        .isNotEqualTo(new Suffixes(KEY, "a").of(EntityType.of("B"), "Cd"));
  }

  @Test
  void withoutItsRightEndNoneIsRestored() {
    String sent = sentBy(llm, ADA);
    Matcher form = FORM.matcher(sent);
    assertThat(form.matches()).isTrue();
    String end = form.group(2);
    String wrong = (end.charAt(0) == 'a' ? 'b' : 'a') + end.substring(1);
    String guesses =
        "<EMAIL_1> <EMAIL_1_" + wrong + "> <EMAIL_2_" + end + "> <EMAIL_1_" + end + "x> <EMAIL_1_>";
    fake.answers(guesses);

    assertThat(llm.prompt(ADA).text()).isEqualTo(guesses);
  }

  @Test
  void whatLooksLikeOneInARequestIsMaskedItself() {
    String placeholder = sentBy(llm, ADA);

    String sent = sentBy(llm, "I guess " + placeholder + ", ask " + ADA);

    assertThat(sent).matches("I guess <TEXT_1_[a-z2-7]{5}>, ask " + placeholder);
  }

  /** A conversation that was kept goes on with the same ends in another process. */
  @Test
  void anEndIsTheLowestBitsOfItsDigestFiveByFive() {
    Suffixes suffixes = new Suffixes(KEY, "acme");

    assertThat(suffixes.of(Entities.EMAIL, ADA)).isEqualTo("bahp6"); // of 0x17e79c01
    assertThat(suffixes.of(Entities.EMAIL, BOB)).isEqualTo("3slbf"); // of 0x1c50ae5b
    assertThat(suffixes.of(Entities.EMAIL, "cy@example.com")).isEqualTo("gyotz"); // of 0xc999bb06
  }

  @Test
  void endsAreOfTheLettersAndOfTwoToSeven() {
    for (char c : "AZ27".toCharArray()) {
      assertThat(Suffixes.isPart(c)).as("%c", c).isTrue();
    }
    for (char c : "@[18a".toCharArray()) {
      assertThat(Suffixes.isPart(c)).as("%c", c).isFalse();
    }
  }

  @Test
  void endsOfManyValuesAreSpread() {
    Suffixes suffixes = new Suffixes(KEY, "acme");
    Set<String> ends = new HashSet<>();
    int[] firsts = new int[128];
    for (int i = 0; i < 4_096; i++) {
      String end = suffixes.of(Entities.EMAIL, "user" + i + "@example.com");
      ends.add(end);
      firsts[end.charAt(i % 5)]++;
    }

    assertThat(ends.size()).isGreaterThan(4_090); // of 33 million, a quarter of a pair is expected
    for (char c : "abcdefghijklmnopqrstuvwxyz234567".toCharArray()) {
      assertThat(firsts[c]).as("of " + c).isBetween(64, 192); // 128 expected, 5.6 sigma
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UK_DRIVING_LICENCE", "A23456789012345678"})
  void theLongestFitsIntoTheWindow(String name) {
    Vault vault = new Vault(new Suffixes(KEY, ""));
    String placeholder = "";
    for (int i = 0; i < Vault.MOST; i++) {
      vault.ordinal(EntityType.of(name), "value " + i);
    }
    placeholder = "<" + vault.placeholder(EntityType.of(name), "value " + (Vault.MOST - 1)) + ">";

    assertThat(placeholder).hasSize(Placeholder.LONGEST).contains("_99999_");
    Restorer restorer = new Restorer(vault, false);
    StringBuilder restored = new StringBuilder();
    placeholder.chars().forEach(c -> restored.append(restorer.next(Character.toString(c))));
    assertThat(restored.append(restorer.rest())).hasToString("value " + (Vault.MOST - 1));
  }

  @Test
  void typesWithLongerNamesCannotHaveThem() {
    EntityType longer = EntityType.of("A234567890123456789");

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LlmClient.builder()
                    .provider(fake)
                    .use(redaction.with(longer, Masking.placeholder()))
                    .build())
        .withMessageContaining("A234567890123456789")
        .withMessageContaining("18");
    RedactionPolicy ofModel = RedactionPolicy.of().with(longer, Masking.placeholder());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> LlmClient.builder().provider(fake).use(redaction.forModel("m", ofModel)).build())
        .withMessageContaining("A234567890123456789");
    assertThat(redaction.with(longer, Masking.token()).preview(ADA).masked()).contains("_1_");
    assertThat(EntitySets.ALL.and(EntitySets.PERSONS).types())
        .allMatch(type -> type.name().length() <= Redaction.LONGEST_GUARDED);
  }

  @Test
  void theKeyIsShownNowhere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> redaction.unguessable(new byte[15]))
        .withMessageContaining("16");
    assertThat(redaction.toString()).doesNotContain("0123");
    redaction.suffixKey()[0] = 7;
    assertThat(redaction.suffixKey()).isEqualTo(KEY);
  }
}
