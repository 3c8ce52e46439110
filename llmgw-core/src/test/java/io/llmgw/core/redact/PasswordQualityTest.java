package io.llmgw.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.core.redact.MadeUpPasswords.Chars;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A password is masked as a whole, whatever signs it has; seldom a part of one is. */
class PasswordQualityTest {
  static List<PasswordQuality> all() {
    return PasswordQuality.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void passwordsAreMaskedAsAWhole(PasswordQuality quality) {
    System.out.println(quality);

    assertThat(quality.wholeShare()).as("%s", quality).isGreaterThanOrEqualTo(floor(quality));
    assertThat(quality.partShare()).as("%s", quality).isLessThanOrEqualTo(0.1);
    assertThat(quality.tailShare()).as("%s", quality).isLessThanOrEqualTo(0.02);
  }

  private static double floor(PasswordQuality quality) {
    boolean isQuoted = MadeUpPasswords.QUOTED.contains(quality.place());
    if (isQuoted) {
      return quality.chars() == Chars.WORDS ? 0.95 : 0.98;
    }
    return quality.chars() == Chars.ASCII ? 0.85 : 0.92;
  }
}
