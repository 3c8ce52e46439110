package io.llmgw.api.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  @Test
  void whatNobodySeesIsLookedForWhateverThePolicySays() {
    RedactionPolicy none = RedactionPolicy.of();
    RedactionPolicy allowed = none.with(EntitySets.HIDDEN, Masking.allow());
    RedactionPolicy dropped = none.with(Entities.ZERO_WIDTH, Masking.drop());

    assertThat(none.types()).isEmpty();
    assertThat(none.masking(Entities.EMAIL)).isEqualTo(Masking.allow());
    assertThat(none.masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.block());
    assertThat(none.masking(Entities.BIDI_OVERRIDE)).isEqualTo(Masking.report());
    assertThat(none.masking(Entities.ZERO_WIDTH)).isEqualTo(Masking.report());
    assertThat(none.reporting().masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.report());
    assertThat(allowed.reporting().masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.allow());
    assertThat(allowed.and(none).masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.allow());
    assertThat(none.and(allowed).masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.block());
    assertThat(allowed.and(dropped).masking(Entities.ZERO_WIDTH)).isEqualTo(Masking.drop());
    assertThat(none.and(dropped).masking(Entities.ZERO_WIDTH)).isEqualTo(Masking.drop());
  }

  @Test
  void figuresAreAddedUpAndRefusedWhereTheyCountNothing() {
    Redactions some = new Redactions(Map.of(Entities.EMAIL, 1), Map.of(), null);
    Redactions more = new Redactions(Map.of(Entities.EMAIL, 2), Map.of(Entities.IBAN, 1), null);
    Redactions refused = new Redactions(Map.of(), Map.of(), Entities.IBAN);

    assertThat(some.and(more).and(refused))
        .isEqualTo(
            new Redactions(Map.of(Entities.EMAIL, 3), Map.of(Entities.IBAN, 1), Entities.IBAN));
    assertThat(some.and(Redactions.NONE)).isSameAs(some);
    assertThat(Redactions.NONE.and(some)).isSameAs(some);
    assertThat(some.masked(Entities.IBAN)).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Redactions(Map.of(Entities.EMAIL, 0), Map.of(), null))
        .withMessageContaining("EMAIL");
  }

  @Test
  void typesOfTheHostGetPlaceholdersUnlessThePolicySpeaksOfThem() {
    EntityType staff = EntityType.of("STAFF");
    Redaction none = Redaction.of();

    assertThat(none.pattern(staff, "S").policy().masking(staff)).isEqualTo(Masking.placeholder());
    assertThat(none.words(staff, List.of("Ada")).policy().masking(staff))
        .isEqualTo(Masking.placeholder());
    assertThat(none.with(staff, Masking.allow()).pattern(staff, "S").policy().masking(staff))
        .isEqualTo(Masking.allow());
  }
}
