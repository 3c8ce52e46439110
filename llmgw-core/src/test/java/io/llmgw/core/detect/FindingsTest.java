package io.llmgw.core.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static Finding of(int start, int end, Confidence confidence) {
    return new Finding(EntityType.of("LOCKER"), start, end, confidence, "RULE");
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
}
