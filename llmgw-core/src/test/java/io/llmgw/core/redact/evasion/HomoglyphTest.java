package io.llmgw.core.redact.evasion;

import io.llmgw.core.redact.evasion.Values.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Family 1: chars that look like others. */
class HomoglyphTest {
  private static final List<Kind> CASELESS =
      Values.SHORT.stream().filter(Kind::isCaseless).toList();

  @Test
  void valuesAreFoundWhateverTheirCharsAreDressedAs() {
    try (Family family = new Family("1 homoglyphs", 1)) {
      Tricks tricks = new Tricks(family.random());
      family.play("Cyrillic and Greek letters", Values.ALL, tricks::otherScripts);
      family.play("full width", Values.SHORT, tricks::fullWidth);
      for (int alphabet : new int[] {0x1D400, 0x1D434, 0x1D4D0, 0x1D5A0, 0x1D670}) {
        family.play("mathematics", Values.SHORT, text -> tricks.mathematics(text, alphabet));
      }
      family.play("small capitals", CASELESS, tricks::smallCapitals);
      family.play("all of them", Values.SHORT, text -> tricks.fullWidth(tricks.otherScripts(text)));
      family.isMetWithout();
    }
  }
}
