package io.llmgw.core.redact;

import static io.llmgw.api.redact.Confidence.HIGH;
import static io.llmgw.api.redact.Confidence.LOW;
import static io.llmgw.api.redact.Confidence.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.Confidence;
import io.llmgw.api.redact.EntityType;
import io.llmgw.api.redact.Finding;
import io.llmgw.api.redact.Masking;
import io.llmgw.api.redact.RedactionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What finds that overlap become. */
class OverlapsTest {
  private static final EntityType ONE = EntityType.of("ONE");
  private static final EntityType TWO = EntityType.of("TWO");
  private static final EntityType STRICT = EntityType.of("STRICT");
  private static final RedactionPolicy POLICY =
      RedactionPolicy.of()
          .with(ONE, Masking.placeholder())
          .with(TWO, Masking.placeholder())
          .with(STRICT, Masking.token());

  private static Finding find(EntityType type, int start, int end, Confidence confidence) {
    return new Finding(type, start, end, confidence, type + "-" + start);
  }

  private static List<Finding> joined(Finding... finds) {
    return Overlaps.joined(List.of(finds), POLICY);
  }

  @Test
  void thoseThatOnlyTouchStayApartInTheOrderOfTheText() {
    Finding first = find(ONE, 0, 3, LOW);
    Finding second = find(TWO, 3, 5, HIGH);

    assertThat(joined(second, first)).containsExactly(first, second);
    assertThat(joined(first)).containsExactly(first);
  }

  @Test
  void aPlaceHoldsAllOfThem() {
    assertThat(joined(find(ONE, 0, 4, HIGH), find(TWO, 3, 9, LOW)))
        .containsExactly(new Finding(ONE, 0, 9, HIGH, "ONE-0"));
    assertThat(joined(find(ONE, 0, 9, HIGH), find(TWO, 3, 5, LOW)))
        .containsExactly(new Finding(ONE, 0, 9, HIGH, "ONE-0"));
    assertThat(
            joined(find(ONE, 0, 4, LOW), find(ONE, 3, 6, LOW), find(TWO, 5, 9, LOW)).get(0).end())
        .isEqualTo(9);
  }

  @Test
  void itIsMaskedAsTheStrictestIs() {
    assertThat(joined(find(ONE, 0, 9, HIGH), find(STRICT, 3, 5, LOW)))
        .containsExactly(new Finding(STRICT, 0, 9, LOW, "STRICT-3"));
    assertThat(joined(find(STRICT, 0, 4, LOW), find(ONE, 3, 9, HIGH)))
        .containsExactly(new Finding(STRICT, 0, 9, LOW, "STRICT-0"));
  }

  @Test
  void ofEquallyStrictOnesALookAlikeGivesWayThenTheLessSureThenTheShorter() {
    assertThat(joined(find(Vault.TEXT, 0, 9, HIGH), find(ONE, 3, 5, LOW)))
        .containsExactly(new Finding(ONE, 0, 9, LOW, "ONE-3"));
    assertThat(joined(find(ONE, 0, 9, LOW), find(TWO, 3, 5, MEDIUM)))
        .containsExactly(new Finding(TWO, 0, 9, MEDIUM, "TWO-3"));
    assertThat(joined(find(ONE, 0, 4, LOW), find(TWO, 3, 9, LOW)))
        .containsExactly(new Finding(TWO, 0, 9, LOW, "TWO-3"));
  }

  @Test
  void ofEqualOnesItIsTheFirst() {
    assertThat(joined(find(ONE, 0, 4, LOW), find(TWO, 3, 7, LOW)))
        .containsExactly(new Finding(ONE, 0, 7, LOW, "ONE-0"));
  }

  @Test
  void whatLooksLikeAPlaceholderGetsOneWhateverThePolicy() {
    assertThat(Overlaps.masking(find(Vault.TEXT, 0, 4, HIGH), POLICY))
        .isEqualTo(Masking.placeholder());
    assertThat(Overlaps.masking(find(STRICT, 0, 4, HIGH), POLICY)).isEqualTo(Masking.token());
  }
}
