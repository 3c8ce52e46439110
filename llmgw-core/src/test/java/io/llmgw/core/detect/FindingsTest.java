package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final EntityType TYPE = EntityType.of("LOCKER");
  private static final EntityType OTHER = EntityType.of("OTHER");

  private final FoldedText text = new FoldedText();
  private final Findings findings = new Findings(text, Set.of(TYPE, OTHER));

  private static Finding of(int start, int end, Confidence confidence) {
    return new Finding(TYPE, start, end, confidence, "RULE");
  }

  @Test
  void ofTwoThatOverlapTheSurerIsKept() {
    Finding sure = of(3, 5, Confidence.HIGH);

    assertThat(Findings.best(List.of(of(0, 9, Confidence.MEDIUM), sure))).containsExactly(sure);
    assertThat(Findings.best(List.of(sure, of(4, 9, Confidence.LOW)))).containsExactly(sure);
    assertThat(Findings.best(List.of(sure, of(0, 4, Confidence.LOW)))).containsExactly(sure);
  }

  @Test
  void ofEquallySureOnesTheLongestIsKeptThenTheFirst() {
    Finding longest = of(3, 8, Confidence.LOW);

    assertThat(Findings.best(List.of(of(0, 4, Confidence.LOW), longest))).containsExactly(longest);
    assertThat(Findings.best(List.of(of(6, 11, Confidence.LOW), longest))).containsExactly(longest);
  }

  @Test
  void thoseThatDoNotOverlapAreAllKeptInTheOrderOfTheText() {
    Finding first = of(0, 3, Confidence.LOW);
    Finding second = of(3, 5, Confidence.HIGH);
    Finding third = of(5, 9, Confidence.MEDIUM);

    assertThat(Findings.best(List.of(third, first, second))).containsExactly(first, second, third);
    assertThat(Findings.best(List.of(third))).containsExactly(third);
    assertThat(Findings.best(List.of())).isEmpty();
  }

  private void add(EntityType type, int start, int end) {
    findings.add(type, start, end, Confidence.HIGH, "rule");
  }

  private List<Integer> starts() {
    return findings.all().stream().map(Finding::start).toList();
  }

  @Test
  void whatIsNotWantedIsNotAdded() {
    add(EntityType.of("THIRD"), 0, 1);

    assertThat(findings.all()).isEmpty();
  }

  @Test
  void ofTheLastFourThoseOfTheOtherTypeWithinThesePlacesAreTakenBack() {
    findings.takeBack(TYPE, OTHER, 0, 9);
    add(TYPE, 2, 4);
    add(OTHER, 3, 4);
    add(TYPE, 1, 4);
    add(TYPE, 2, 6);
    add(TYPE, 2, 5);

    findings.takeBack(TYPE, EntityType.of("THIRD"), 0, 9);
    assertThat(starts()).containsExactly(2, 3, 1, 2, 2);

    findings.takeBack(TYPE, OTHER, 2, 5);
    assertThat(starts()).containsExactly(2, 3, 1, 2);
    assertThat(findings.all().get(3).end()).isEqualTo(6);

    findings.takeBack(TYPE, OTHER, 2, 4);
    assertThat(starts()).containsExactly(3, 1, 2);
  }

  @Test
  void aClaimHoldsForItsTypeAndPlaces() {
    findings.claim(TYPE, 2, 5);

    assertThat(List.of(1, 2, 4, 5))
        .map(i -> findings.isClaimed(TYPE, i))
        .containsExactly(false, true, true, false);
    assertThat(findings.isClaimed(OTHER, 3)).isFalse();

    findings.claim(EntityType.of("THIRD"), 2, 5);
    assertThat(findings.isClaimed(EntityType.of("THIRD"), 3)).isFalse();
    findings.claim(TYPE, 2, 5);
    findings.beginReading();
    assertThat(findings.isClaimed(TYPE, 3)).isFalse();
  }

  @Test
  void whatHasBeenReadIsNotReadAgainUntilTheTextIsAnotherOne() {
    findings.tableIsReadUntil(5);
    findings.tableIsReadUntil(3);
    findings.statementIsReadUntil(7);
    findings.statementIsReadUntil(6);
    findings.isDecodedUntil(4);

    assertThat(List.of(4, 5)).map(findings::isTableRead).containsExactly(true, false);
    assertThat(List.of(6, 7)).map(findings::isStatementRead).containsExactly(true, false);
    assertThat(List.of(3, 4)).map(findings::isDecoded).containsExactly(true, false);
    add(TYPE, 0, 1);
    findings.clear();
    assertThat(findings.isTableRead(0)).isFalse();
    assertThat(findings.isStatementRead(0)).isFalse();
    assertThat(findings.isDecoded(0)).isFalse();
    assertThat(findings.all()).isEmpty();
  }

  @Test
  void runsEndAtBlanksAndSignsAreAsked() {
    text.read("ab! cd~\u00e9f g");

    assertThat(List.of(0, 2, 3, 4, 1, 6)).map(findings::runEnd).containsExactly(3, 3, 3, 9, 3, 9);
    assertThat(List.of(0, 1, 2, 3, 4, 6, 7, 8, 1))
        .map(i -> findings.nextSign(i, "!"))
        .containsExactly(2, 2, 2, 3, 7, 7, 7, 9, 2);
    findings.beginReading();
    text.read("abcdef");
    assertThat(findings.runEnd(0)).isEqualTo(6);
    assertThat(findings.nextSign(0, "!")).isEqualTo(6);
  }

  @Test
  void tagsAreAskedForWithinARun() {
    text.read("ab<c\u00e9<f g");

    assertThat(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 1))
        .map(findings::nextTag)
        .containsExactly(2, 2, 2, 5, 5, 5, 7, 7, 9, 2);
    findings.beginReading();
    text.read("abcdef");
    assertThat(findings.nextTag(0)).isEqualTo(6);
  }
}
