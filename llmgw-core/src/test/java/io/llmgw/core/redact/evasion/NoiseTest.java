package io.llmgw.core.redact.evasion;

import io.llmgw.core.redact.evasion.Values.Kind;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Family 5: marks, case, blanks and dots between letters, letters as pictures. */
class NoiseTest {
  private static final List<Kind> CASELESS =
      Values.SHORT.stream().filter(Kind::isCaseless).toList();
  private static final List<Kind> NAMED = List.of(Kind.IBAN, Kind.EMAIL);
  private static final List<Kind> LONG =
      List.of(Kind.CARD, Kind.IBAN, Kind.EMAIL, Kind.GITHUB, Kind.AWS, Kind.OPENAI, Kind.JWT);

  @Test
  void noiseHidesNothing() {
    try (Family family = new Family("5 noise", 5)) {
      Tricks tricks = new Tricks(family.random());
      family.play(
          "combining marks",
          Values.SHORT,
          text ->
              tricks.sprinkled(
                  text, 0x300, 0x301, 0x327, 0x336, 0x489, 0x1DC4, 0x20DD, 0x5B0, 0x64B));
      family.play("case", CASELESS, text -> tricks.mapped(text, Character::toUpperCase));
      family.play("lower case", List.of(Kind.IBAN), text -> text.toLowerCase(Locale.ROOT));
      for (String separator : List.of(" ", "-", "_", ".")) {
        family.play("spelled with '" + separator + "'", LONG, text -> spelled(text, separator));
      }
      family.play("keycaps", Values.SHORT, text -> text.replaceAll("([0-9])", "$1\uFE0F\u20E3"));
      family.play("letters as pictures", NAMED, text -> tricks.mapped(text, NoiseTest::picture));
      family.play("leet", List.of(Kind.EMAIL), text -> text.replace("example", "3x4mpl3"));
      family.isMetWithout();
    }
  }

  private static int picture(int c) {
    return Character.isLetter(c) && c < 0x80 ? 0x1F170 + (c & ~0x20) - 'A' : c;
  }

  /** Char by char; where chars are grouped by blanks, these are three. */
  private static String spelled(String text, String separator) {
    StringBuilder spelled = new StringBuilder();
    for (String group : text.split(" ", -1)) {
      spelled.append(spelled.isEmpty() ? "" : separator.equals(" ") ? "   " : " ");
      spelled.append(String.join(separator, group.split("")));
    }
    return spelled.toString();
  }
}
