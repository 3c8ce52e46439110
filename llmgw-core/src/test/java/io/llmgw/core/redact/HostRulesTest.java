package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.LlmClient;
import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.Entities;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.Redaction;
import io.llmgw.api.redact.RedactionPolicy;
import io.llmgw.api.redact.WordList;
import io.llmgw.test.scripted.ScriptedProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions and words of the host. */
class HostRulesTest {
  private static final EntityType STAFF = EntityType.of("STAFF_NUMBER");
  private static final EntityType PROJECT = EntityType.of("PROJECT");

  private static Redaction none() {
    return Redaction.of(RedactionPolicy.of());
  }

  private static String masked(Redaction redaction, String text) {
    return redaction.preview(text).masked();
  }

  private static String words(String text, String... words) {
    return masked(none().words(PROJECT, List.of(words)), text);
  }

  @ParameterizedTest
  @ValueSource(chars = {'\'', '\u2019', '\u02bc', '\u00b4', '`'})
  void anApostropheIsOneHoweverItIsWritten(char mark) {
    String name = "O" + mark + "Brien";

    assertThat(words("ask " + name + " of Bray", "O'Brien")).isEqualTo("ask <PROJECT_1> of Bray");
    assertThat(words("ask O'Brien of Bray", name)).isEqualTo("ask <PROJECT_1> of Bray");
    assertThat(words("ask Brien", name)).isEqualTo("ask Brien");
  }

  @Test
  void whatAPatternMatchesGetsAPlaceholder() {
    Redaction redaction = none().pattern(STAFF, "S-\\d{5}");

    assertThat(masked(redaction, "ask S-12345 and S-54321, S-12345"))
        .isEqualTo("ask <STAFF_NUMBER_1> and <STAFF_NUMBER_2>, <STAFF_NUMBER_1>");
  }

  @Test
  void aGroupNamedValueIsTheFind() {
    Redaction redaction = none().pattern(STAFF, "staff no\\. (?P<value>\\d+)|badge \\d+");

    assertThat(masked(redaction, "staff no. 123, badge 7"))
        .isEqualTo("staff no. <STAFF_NUMBER_1>, <STAFF_NUMBER_2>");
  }

  @Test
  void patternsAndWordsSeeFoldedTextAndCoverTheOriginal() {
    Redaction redaction = none().pattern(STAFF, "S-\\d{5}").words(PROJECT, List.of("Bluebird"));
    String staff = "\uFF33\u2011\u0661\u0662\u200B345"; // full-width, a hyphen, Arabic-Indic digits
    String project = "Bl\u00ADue\u200Bbir\u0501"; // soft hyphen, no width, a Cyrillic letter

    assertThat(masked(redaction, "ask " + staff + " of " + project + "."))
        .isEqualTo("ask <STAFF_NUMBER_1> of <PROJECT_1>.");
  }

  @Test
  void confidenceAndPolicyHoldForThemAsForRules() {
    Redaction unsure = none().pattern(STAFF, "S-\\d{5}", Confidence.LOW);
    Redaction blocked = none().with(STAFF, Masking.token()).pattern(STAFF, "S-\\d{5}");

    assertThat(masked(unsure, "S-12345")).isEqualTo("S-12345");
    assertThat(unsure.preview("S-12345").findings())
        .containsExactly(new Finding(STAFF, 0, 7, Confidence.LOW, "PATTERN"));
    assertThat(masked(blocked, "S-12345")).isEqualTo("<STAFF_NUMBER>");
    assertThat(masked(none().pattern(Entities.EMAIL, "\\w+ at \\w+"), "ada at home"))
        .isEqualTo("<EMAIL_1>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"S-(?=\\d)", "(?<!x)y", "(a)\\1", "(", "a{2000}", "[z-a]", "\\d*", "x|"})
  void aPatternThatCannotBeUsedFailsWhenTheClientIsBuilt(String regex) {
    Redaction redaction = none().pattern(STAFF, regex);
    ScriptedProvider fake = ScriptedProvider.named("fake");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LlmClient.builder().provider(fake).use(redaction).build())
        .withMessageContaining("the pattern of STAFF_NUMBER");
    fake.close();
  }

  @Test
  void aPatternThatRepeatsTooMuchIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none().pattern(STAFF, "((x{200}){200})y").preview("x"))
        .withMessageContaining("STAFF_NUMBER");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none().pattern(STAFF, "x".repeat(2_001)))
        .withMessageContaining("2001 chars");
  }

  @ParameterizedTest
  @CsvSource({
    "Bluebird, about BLUEBIRD today, about <PROJECT_1> today",
    "Bluebird, bluebirds sing, bluebirds sing",
    "Bluebird, my_bluebird-2, my_<PROJECT_1>-2",
    "Blue Bird, the Blue  Bird., the <PROJECT_1>.",
    "Blue Bird, the BlueBird, the BlueBird",
    "Blue-Bird, the blue-bird, the <PROJECT_1>",
    "C++, in C++ or C+, in <PROJECT_1> or C+",
    "M\u00fcller, bei Muller & MU\u0308LLER, bei <PROJECT_1> & <PROJECT_2>",
    "\u0418\u0432\u0430\u043d\u043e\u0432, \u043e\u0442 \u0418\u0412\u0410\u041d\u041e\u0412"
        + " \u0438 \u0418\u0432\u0430\u043d\u043e\u0432\u0430, \u043e\u0442 <PROJECT_1> \u0438"
        + " \u0418\u0432\u0430\u043d\u043e\u0432\u0430",
    "\u7530\u4e2d, \u7530\u4e2d\u3055\u3093\u306f, <PROJECT_1>\u3055\u3093\u306f",
  })
  void wordsAreFoundWholeInAnyCase(String word, String text, String expected) {
    assertThat(words(text, word)).isEqualTo(expected);
  }

  @Test
  void ofWordsThatBeginAlikeTheLongestIsFound() {
    assertThat(words("New York, New York City and New", "New York", "New York City", "York"))
        .isEqualTo("<PROJECT_1>, <PROJECT_2> and New");
    assertThat(words("New York Citadel in York", "New York City", "York"))
        .isEqualTo("New <PROJECT_1> Citadel in <PROJECT_1>");
  }

  /** Each word of a large list is found where it stands whole, and nothing where it does not. */
  @Test
  void tenThousandWordsAreFoundLikeOne() {
    long seed = Long.getLong("llmgw.seed", 9_104L);
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      words.add(word(random) + (i % 3 == 0 ? " " + word(random) : ""));
    }
    Redaction redaction = none().words(PROJECT, words).with(PROJECT, Masking.token());
    StringBuilder text = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    Collections.shuffle(words, random);
    for (String word : words.subList(0, 500)) {
      String other = word.toUpperCase(Locale.ROOT).replace(' ', '\n');
      text.append("1 ").append(other).append(", ").append(word).append("0; ");
      expected.append("1 <PROJECT>, ").append(word).append("0; ");
    }

    // A word and a digit is no word of the list, but its first of two may be one.
    assertThat(masked(redaction, text.toString()).replaceAll("<PROJECT>( \\w+0;)", "X$1"))
        .as("seed " + seed)
        .isEqualTo(shown(redaction, expected.toString()).replaceAll("<PROJECT>( \\w+0;)", "X$1"));
  }

  private static String shown(Redaction redaction, String expected) {
    return masked(redaction, expected);
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 6 + random.nextInt(6); i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  @Test
  void aListIsBoundedAndTellsNoWord() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i <= WordList.MOST; i++) {
      many.add("w" + i);
    }

    assertThatIllegalArgumentException()
        .isThrownBy(() -> none().words(PROJECT, many))
        .withMessage("200001 words of PROJECT: must be 1 to 200000");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                none()
                    .words(PROJECT, many.subList(0, WordList.MOST))
                    .words(STAFF, List.of("secret")))
        .withMessageContaining("200001 words in all lists");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> none().words(PROJECT, List.of("secret".repeat(20))))
        .withMessageContaining("PROJECT with 120 chars")
        .withMessageNotContaining("secret");
    assertThatIllegalArgumentException().isThrownBy(() -> none().words(PROJECT, List.of()));
    assertThat(none().words(PROJECT, List.of("secret")).words().get(0).toString())
        .doesNotContain("secret");
  }
}
