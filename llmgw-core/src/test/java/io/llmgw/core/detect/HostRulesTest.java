package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.TextPattern;
import io.llmgw.api.redact.WordList;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HostRulesTest {
  private static final EntityType STAFF = EntityType.of("STAFF");
  private static final EntityType PLACE = EntityType.of("PLACE");

  private static HostRules patterns(String... regexes) {
    List<TextPattern> patterns = new ArrayList<>();
    for (String regex : regexes) {
      patterns.add(new TextPattern(STAFF, regex, Confidence.HIGH));
    }
    return new HostRules(patterns, List.of());
  }

  private static HostRules words(String... words) {
    return new HostRules(List.of(), List.of(new WordList(PLACE, Set.of(words), Confidence.LOW)));
  }

  private static List<String> parts(HostRules rules, String text) {
    return rules.find(text, new FoldedText(), Pause.NONE).stream()
        .map(each -> text.substring(each.start(), each.end()))
        .toList();
  }

  @Test
  void thereMayBeNone() {
    assertThat(new HostRules(List.of(), List.of()).isEmpty()).isTrue();
    assertThat(patterns("x").isEmpty()).isFalse();
    assertThat(words("xy").isEmpty()).isFalse();
    assertThat(parts(new HostRules(List.of(), List.of()), "x")).isEmpty();
  }

  @Test
  void aFindSaysWhatItsRuleSays() {
    assertThat(patterns("S-\\d").find("a S-1", new FoldedText(), Pause.NONE))
        .singleElement()
        .matches(it -> it.type().equals(STAFF) && it.confidence() == Confidence.HIGH)
        .matches(it -> it.rule().equals("PATTERN") && it.start() == 2 && it.end() == 5);
    assertThat(words("Rome").find("in rome.", new FoldedText(), Pause.NONE))
        .singleElement()
        .matches(it -> it.type().equals(PLACE) && it.confidence() == Confidence.LOW)
        .matches(it -> it.rule().equals("WORDS") && it.start() == 3 && it.end() == 7);
  }

  @Test
  void theGroupNamedValueIsTheFindWhereItMatches() {
    HostRules rules = patterns("no (?P<value>\\d*)|badge \\d");

    assertThat(parts(rules, "no 12, badge 7")).containsExactly("12", "badge 7");
    assertThat(parts(rules, "no , badge 7")).containsExactly("badge 7");
    assertThat(parts(patterns("(?P<value>\\d)x"), "1x2x")).containsExactly("1", "2");
    assertThat(parts(patterns("(?P<value>\\d)x"), "3x")).containsExactly("3");
  }

  @Test
  void eachOfSeveralPatternsIsLookedFor() {
    assertThat(parts(patterns("a\\d", "b\\d"), "b1 a2 a3")).containsExactly("a2", "a3", "b1");
  }

  @Test
  void aPatternThatCannotBeUsedIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> patterns("("))
        .withMessageContaining("RE2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> patterns("((x{200}){200})y"))
        .withMessageContaining("repeats too much");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> patterns("x*"))
        .withMessageContaining("STAFF cannot be used: it matches an empty text");
  }

  @Test
  void whatIsLeftOutBelongsToAFind() {
    assertThat(parts(patterns("S-\\d\\d"), "a S\u200b-\u06611 b"))
        .containsExactly("S\u200b-\u06611");
    assertThat(parts(words("Rome"), "a Ro\u00admE b")).containsExactly("Ro\u00admE");
  }

  @Test
  void aTextWithEmphasisIsReadInSeveralWaysAndAFindIsOne() {
    List<String> looks = new ArrayList<>();

    assertThat(parts(words("Rome"), "in Rome <b>is</b>a")).containsExactly("Rome");
    patterns("x").find("<b>a</b>b", new FoldedText(), looks::add);
    assertThat(looks).hasSize(4).containsOnly("the pattern of STAFF");
    looks.clear();
    words("Rome").find("in Paris", new FoldedText(), looks::add);
    assertThat(looks).containsExactly("the words of the host");
    looks.clear();
    patterns("x").find("a < b * c_d", new FoldedText(), looks::add);
    assertThat(looks).hasSize(1);
  }

  @Test
  void ofWordsThatBeginAlikeTheLongestIsFoundAndNoneWithinAnother() {
    HostRules rules = words("New York", "New York City", "York City", "City of");

    assertThat(parts(rules, "New York City of York City"))
        .containsExactly("New York City", "York City");
    assertThat(parts(rules, "New York Citadel")).containsExactly("New York");
    assertThat(parts(rules, "New York")).containsExactly("New York");
    assertThat(parts(rules, "New Yorker, New-York, NewYork")).isEmpty();
  }

  @Test
  void blanksOfAnyKindAndNumberAreOne() {
    assertThat(parts(words("New York"), "New \n\t York")).containsExactly("New \n\t York");
    assertThat(parts(words("New\n York "), "to New York.")).containsExactly("New York");
    assertThat(parts(words("New York"), "New, York")).isEmpty();
  }

  @Test
  void caseAndAccentsDoNotMatter() {
    assertThat(parts(words("Z\u00fcrich"), "ZURICH")).containsExactly("ZURICH");
    assertThat(parts(words("\u0418\u0432\u0430\u043d"), "\u0438\u0412\u0410\u043d"))
        .containsExactly("\u0438\u0412\u0410\u043d");
    assertThat(parts(words("ab"), "\u00c0b \u0180b")).containsExactly("\u00c0b");
    assertThat(parts(words("ab@zz"), "AB@ZZ ab[zz ab`zz")).containsExactly("AB@ZZ");
  }

  @Test
  void marksAndLettersOfScriptsWithoutBlanksStandByThemselves() {
    assertThat(parts(words("C++"), "C+++")).containsExactly("C++");
    assertThat(parts(words("\u7530\u4e2d"), "\u5927\u7530\u4e2d\u3055"))
        .containsExactly("\u7530\u4e2d");
  }

  @Test
  void aWordOfTwoListsIsOfTheFirst() {
    HostRules rules =
        new HostRules(
            List.of(),
            List.of(
                new WordList(STAFF, Set.of("Rome"), Confidence.LOW),
                new WordList(PLACE, Set.of("rome", "Paris"), Confidence.LOW)));

    assertThat(rules.find("Rome or Paris", new FoldedText(), Pause.NONE))
        .extracting(each -> each.type())
        .containsExactly(STAFF, PLACE);
  }

  @Test
  void oneOfManyWordsIsFoundAndNoOther() {
    Set<String> many = new LinkedHashSet<>();
    for (int i = 0; i < 400; i++) {
      many.add("word" + i + " of " + i);
    }
    HostRules rules = new HostRules(List.of(), List.of(new WordList(PLACE, many, Confidence.LOW)));

    for (int i = 0; i < 400; i++) {
      assertThat(parts(rules, "a word" + i + " of " + i + ".")).hasSize(1);
      assertThat(parts(rules, "a word" + i + " of " + (i + 1) + ".")).isEmpty();
      assertThat(parts(rules, "a ward" + i + " of " + i)).isEmpty();
    }
  }

  @Test
  void aWordMayHaveAHundredCharsAndNoMore() {
    String hundred = "x".repeat(WordList.LONGEST);

    assertThat(parts(words(hundred), hundred)).containsExactly(hundred);
    assertThat(parts(words(hundred), hundred + "x")).isEmpty();
    assertThat(parts(words("New York"), "New" + " ".repeat(200) + "York")).hasSize(1);
  }
}
