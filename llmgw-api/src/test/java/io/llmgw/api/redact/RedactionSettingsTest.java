package io.llmgw.api.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in settings of redaction is refused where it is written. */
class RedactionSettingsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "email", "1A", "_A", "A_", "A__B", "A-B", "AAAAAAAAAAAAAAAAAAAAAAAAA"})
  void namesThatNoPlaceholderCouldHave(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntityType.of(name))
        .withMessageContaining("'" + name + "'")
        .withMessageContaining("1 to 24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "EMAIL", "US_SSN", "ICD10", "AAAAAAAAAAAAAAAAAAAAAAAA"})
  void otherNames(String name) {
    assertThat(EntityType.of(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT1H0.001S"})
  void aBudgetOutOfRange(String budget) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Redaction.of(EntitySets.PAYMENT).budget(Duration.parse(budget)))
        .withMessageContaining(budget);
  }

  @Test
  void noMasking() {
    assertThatNullPointerException()
        .isThrownBy(() -> RedactionPolicy.of().with(Entities.EMAIL, null))
        .withMessage("masking");
    assertThatNullPointerException()
        .isThrownBy(() -> RedactionPolicy.of().from(Entities.EMAIL, null))
        .withMessage("confidence");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aPartOutOfRange(int last) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masking.partial(last))
        .withMessageContaining("1 to 4");
  }

  @Test
  void aKeyThatIsTooShort() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Masking.hash(new byte[15]))
        .withMessageContaining("16");
  }
}
