package io.llmgw.api.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.nio.charset.StandardCharsets;
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
  }

  @Test
  void anotherPolicyAsksForMoreNeverForLessAndItsSilenceForNothing() {
    RedactionPolicy none = RedactionPolicy.of();
    RedactionPolicy bank = RedactionPolicy.of(EntitySets.BANK);
    RedactionPolicy allowed = none.with(EntitySets.HIDDEN, Masking.allow());
    RedactionPolicy dropped = none.with(Entities.ZERO_WIDTH, Masking.drop());

    assertThat(allowed.and(dropped).masking(Entities.ZERO_WIDTH)).isEqualTo(Masking.drop());
    for (RedactionPolicy silent : List.of(none, bank)) {
      assertThat(allowed.and(silent).masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.allow());
      assertThat(silent.and(allowed).masking(Entities.HIDDEN_TEXT)).isEqualTo(Masking.block());
      assertThat(silent.and(allowed).masking(Entities.ZERO_WIDTH)).isEqualTo(Masking.report());
      assertThat(silent.and(dropped).masking(Entities.ZERO_WIDTH)).isEqualTo(Masking.drop());
    }
  }

  @Test
  void whatAnotherPolicySaysOfHiddenTextNeverMakesItBeFoundLess() {
    RedactionPolicy surer =
        RedactionPolicy.of()
            .with(Entities.HIDDEN_TEXT, Masking.block())
            .from(Entities.HIDDEN_TEXT, Confidence.HIGH);

    assertThat(RedactionPolicy.of().and(surer).least(Entities.HIDDEN_TEXT))
        .isEqualTo(RedactionPolicy.LEAST);
    assertThat(surer.and(RedactionPolicy.of(EntitySets.BANK)).least(Entities.HIDDEN_TEXT))
        .isEqualTo(Confidence.HIGH);
  }

  @Test
  void aConfidenceHoldsAlsoWhereOnlyTheOtherPolicyLooksForTheType() {
    RedactionPolicy bank = RedactionPolicy.of(EntitySets.BANK);
    RedactionPolicy unsure = RedactionPolicy.of().from(Entities.IBAN, Confidence.LOW);
    RedactionPolicy sure = RedactionPolicy.of().from(Entities.IBAN, Confidence.HIGH);

    assertThat(bank.and(unsure).least(Entities.IBAN)).isEqualTo(Confidence.LOW);
    assertThat(unsure.and(bank).least(Entities.IBAN)).isEqualTo(Confidence.LOW);
    assertThat(bank.and(sure).least(Entities.IBAN)).isEqualTo(RedactionPolicy.LEAST);
    assertThat(sure.and(bank).least(Entities.IBAN)).isEqualTo(RedactionPolicy.LEAST);
    assertThat(unsure.and(RedactionPolicy.of(EntitySets.CONTACT)).least(Entities.IBAN))
        .isEqualTo(Confidence.LOW);
  }

  @Test
  void ofTwoThatAreEquallyStrictTheFirstHolds() {
    Masking one = Masking.hash("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    Masking other = Masking.hash("fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
    RedactionPolicy ours = RedactionPolicy.of().with(Entities.IBAN, one);
    RedactionPolicy theirs = RedactionPolicy.of().with(Entities.IBAN, other);

    assertThat(ours.and(theirs).masking(Entities.IBAN)).isEqualTo(one);
    assertThat(theirs.and(ours).masking(Entities.IBAN)).isEqualTo(other);
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
