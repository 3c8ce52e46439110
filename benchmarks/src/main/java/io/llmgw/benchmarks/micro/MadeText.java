package io.llmgw.benchmarks.micro;

import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Makes text that never repeats itself, the same for each seed: what branches on characters must
 * not learn a sentence by heart.
 */
final class MadeText {
  private static final String[] SYLLABLES = {
    "an", "ber", "co", "den", "er", "fi", "gra", "ho", "in", "ju", "ka", "lo", "ment", "na", "on",
    "per", "qui", "re", "sta", "ti", "ul", "ver", "wo", "ex", "y", "zen", "the", "ing", "pro", "s"
  };
  private static final String[] KEYWORDS = {
    "if", "for", "return", "final", "int", "var", "while", "new", "static", "private", "String"
  };
  private static final String[] OPERATORS = {" = ", " + ", " < ", ".", "(", ", ", " && ", " -> "};
  private static final int FIRST_IDEOGRAPH = 0x4E00;
  private static final int IDEOGRAPHS = 0x9FA5 - FIRST_IDEOGRAPH;

  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();

  private MadeText(long seed) {
    random = new SplittableRandom(seed);
  }

  /** So many chars of {@code prose}, {@code code} or {@code chinese}. */
  static String of(String kind, int length, long seed) {
    MadeText made = new MadeText(seed);
    while (made.text.length() < length) {
      switch (kind) {
        case "prose" -> made.sentence();
        case "code" -> made.line();
        case "chinese" -> made.clause();
        default -> throw new IllegalArgumentException(kind);
      }
    }
    return made.text.substring(0, length);
  }

  private void sentence() {
    int words = 4 + random.nextInt(18);
    for (int i = 0; i < words; i++) {
      String word = word(1 + random.nextInt(4));
      if (i == 0 || random.nextInt(25) == 0) {
        word = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
      }
      text.append(random.nextInt(40) == 0 ? String.valueOf(random.nextInt(3000)) : word);
      text.append(i < words - 1 ? random.nextInt(12) == 0 ? ", " : " " : "");
    }
    text.append(random.nextInt(8) == 0 ? ".\n\n" : ". ");
  }

  private void line() {
    text.append("  ".repeat(random.nextInt(6)));
    int pieces = 2 + random.nextInt(7);
    for (int i = 0; i < pieces; i++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append(KEYWORDS[random.nextInt(KEYWORDS.length)]).append(' ');
        case 1 -> text.append(random.nextInt(500));
        default -> {
          text.append(word(1 + random.nextInt(2)));
          String second = word(1 + random.nextInt(2));
          text.append(second.substring(0, 1).toUpperCase(Locale.ROOT)).append(second.substring(1));
        }
      }
      text.append(i < pieces - 1 ? OPERATORS[random.nextInt(OPERATORS.length)] : "");
    }
    text.append(random.nextInt(4) == 0 ? " {\n" : ";\n");
  }

  private void clause() {
    int ideographs = 3 + random.nextInt(15);
    for (int i = 0; i < ideographs; i++) {
      text.append((char) (FIRST_IDEOGRAPH + random.nextInt(IDEOGRAPHS)));
    }
    text.append(random.nextInt(3) == 0 ? '\u3002' : '\uFF0C');
  }

  private String word(int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }
}
