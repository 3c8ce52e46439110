package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A number that several rules know by its shape is counted as what a word near it says. */
class ToldTypeTest {
  private final Redaction all = Redaction.of(EntitySets.ALL);

  @ParameterizedTest
  @CsvSource({
    "my Australian tax file number is, 123 456 782, AU_TFN",
    "TFN, 123 456 782, AU_TFN",
    "passport number, 123456789, US_PASSPORT",
    "canadian social insurance, 123 456 782, CA_SIN"
  })
  void theWordDecides(String word, String number, String type) {
    assertThat(all.preview(word + " " + number).masked()).isEqualTo(word + " <" + type + "_1>");
  }
}
