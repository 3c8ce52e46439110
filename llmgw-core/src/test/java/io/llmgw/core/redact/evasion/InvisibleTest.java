package io.llmgw.core.redact.evasion;

import org.junit.jupiter.api.Test;

/** Families 2 to 4: chars that nobody sees, that turn text round, or that hide it. */
class InvisibleTest {
  @Test
  void whatCannotBeSeenDividesNothing() {
    try (Family family = new Family("2 invisible", 2)) {
      Tricks tricks = new Tricks(family.random());
      family.play(
          "blanks without width",
          Values.SHORT,
          text -> tricks.sprinkled(text, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF));
      family.play("soft hyphens", Values.SHORT, text -> tricks.sprinkled(text, 0xAD));
      family.play("grapheme joiners", Values.SHORT, text -> tricks.sprinkled(text, 0x34F));
      family.play(
          "fillers",
          Values.SHORT,
          text -> tricks.sprinkled(text, 0x3164, 0x115F, 0x1160, 0xFFA0, 0x2800));
      family.play(
          "variation selectors",
          Values.SHORT,
          text -> tricks.sprinkled(text, 0xFE00, 0xFE0F, 0xE0100, 0xE01EF));
      family.play(
          "control chars", Values.SHORT, text -> tricks.sprinkled(text, 0, 1, 7, 8, 0x7F, 0x9F));
      family.play(
          "all of them in a private key",
          Values.ALL,
          text -> tricks.sprinkled(text, 0x200B, 0xAD, 0x34F, 0x3164, 0xFE0F, 0xE0101));
      family.isMetWithout();
    }
  }

  @Test
  void whatIsTurnedRoundIsReadAsItIsShown() {
    try (Family family = new Family("3 bidi", 3)) {
      Tricks tricks = new Tricks(family.random());
      for (int i = 0; i < 10; i++) {
        for (Values.Kind kind : Values.SHORT) {
          String value = Tricks.reversed(family.values().of(kind));
          family.hidden("override", "\u202e", value + "\u202c", "");
          if (kind != Values.Kind.SSN) { // backwards it may be a number of another kind
            family.harmless("\u202e" + Tricks.reversed(family.values().twinOf(kind)) + "\u202c");
          }
        }
      }
      family.play(
          "marks and isolates within",
          Values.SHORT,
          text ->
              tricks.sprinkled(
                  text, 0x200E, 0x200F, 0x2066, 0x2067, 0x2069, 0x202A, 0x202D, 0x202C));
      family.isMetWithout();
    }
  }

  @Test
  void whatTagsHideIsRead() {
    try (Family family = new Family("4 tags", 4)) {
      Tricks tricks = new Tricks(family.random());
      for (int i = 0; i < 10; i++) {
        for (Values.Kind kind : Values.SHORT) {
          String value = family.values().of(kind);
          family.hidden("behind a word", "hello", Tricks.shifted(value, 0xE0000), " world");
          family.hidden("selectors behind an emoji", "\u2764", Tricks.shifted(value, 0xE00F0), "");
          String twin = family.values().twinOf(kind);
          family.harmless("hello" + Tricks.shifted(twin, 0xE0000));
          family.harmless("\u2764" + Tricks.shifted(twin, 0xE00F0));
        }
      }
      family.play(
          "between chars", Values.SHORT, text -> tricks.sprinkled(text, 0xE0041, 0xE0020, 0xE007F));
      family.isMetWithout();
    }
  }
}
