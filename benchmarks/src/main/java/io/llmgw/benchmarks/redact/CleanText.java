package io.llmgw.benchmarks.redact;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Text with nothing to find, which never repeats itself; the same for each seed. */
final class CleanText {
  private static final String[] WORDS =
      ("the of and to a in is that it was for on are as with they be at one have this from by had"
              + " not but what all were when we there can an your which their said if do will each"
              + " about how up out them then she many some so these would other into has more her"
              + " two like him see time could no make than first been its who now people my made"
              + " over did down only way find use may water long little very after words called"
              + " just where most know get through back much before go good new write our used me"
              + " man too any day same right look think also around another came come work three"
              + " word must because does part even place well such here take why things help put"
              + " years different away again off went old number great tell men say small every"
              + " found still between name should home big give air line set own under read last"
              + " never left end along while might next sound below saw something thought both few"
              + " those always looked show large often together asked house world going want school"
              + " important until form food keep children feet land side without boy once animals"
              + " life enough took sometimes four head above kind began almost live page got earth"
              + " need far hand high year mother light parts country father let night following"
              + " picture being study second eyes soon times story boys since white days ever paper"
              + " hard near sentence better best across during today others however sure means knew"
              + " try told young miles sun ways thing whole hear example heard several change answer"
              + " room sea against top turned three learn point city play toward five using himself"
              + " usually customer request service report meeting project contract delivery invoice"
              + " question problem solution support account password token address phone card bank"
              + " model prompt language network server client database message document summary")
          .split(" ", -1);

  private static final String[] TYPES = {
    "int", "String", "boolean", "List<String>", "final var", "long", "double", "Map<String, Long>"
  };

  private static final List<String> TELLING = List.of("password", "token", "phone", "account");

  private static final int FIRST_IDEOGRAPH = 0x4E00;
  private static final int IDEOGRAPHS = 0x9FA5 - FIRST_IDEOGRAPH;

  private final SplittableRandom random;
  private final StringBuilder text = new StringBuilder();

  private CleanText(long seed) {
    random = new SplittableRandom(seed);
  }

  /** So many chars of English prose, with a number now and then. */
  static String english(int length, long seed) {
    CleanText made = new CleanText(seed);
    while (made.text.length() < length) {
      made.sentence();
    }
    return made.text.substring(0, length);
  }

  /** So many chars of code and of JSON in turn. */
  static String code(int length, long seed) {
    CleanText made = new CleanText(seed);
    while (made.text.length() < length) {
      if (made.random.nextBoolean()) {
        made.function();
      } else {
        made.json();
      }
    }
    return made.text.substring(0, length);
  }

  /** So many ideographs, with the punctuation of Chinese. */
  static String chinese(int length, long seed) {
    CleanText made = new CleanText(seed);
    while (made.text.length() < length) {
      int clause = 3 + made.random.nextInt(15);
      for (int i = 0; i < clause; i++) {
        made.text.append((char) (FIRST_IDEOGRAPH + made.random.nextInt(IDEOGRAPHS)));
      }
      made.text.append(made.random.nextInt(3) == 0 ? '\u3002' : '\u3001');
    }
    return made.text.substring(0, length);
  }

  private void sentence() {
    text.append(capitalised(word()));
    int words = 5 + random.nextInt(18);
    boolean isBehindNumber = false;
    for (int i = 0; i < words; i++) {
      text.append(random.nextInt(14) == 0 ? ", " : " ");
      isBehindNumber = !isBehindNumber && random.nextInt(60) == 0; // two may be those of a phone
      text.append(isBehindNumber ? String.valueOf(random.nextInt(2500)) : word());
    }
    text.append(random.nextInt(6) == 0 ? ".\n\n" : ". ");
  }

  private void function() {
    text.append("  private static ").append(type()).append(' ').append(name()).append('(');
    text.append(type()).append(' ').append(name()).append(") {\n");
    int lines = 2 + random.nextInt(8);
    for (int i = 0; i < lines; i++) {
      text.append("    ").append(type()).append(' ').append(name()).append(" = ").append(name());
      text.append('.').append(name()).append('(').append(name()).append(", ");
      text.append(random.nextInt(1000)).append(");");
      text.append(random.nextInt(4) == 0 ? " // " + word() + " " + word() + "\n" : "\n");
    }
    text.append("    return ").append(name()).append(";\n  }\n\n");
  }

  private void json() {
    text.append("{\n");
    int fields = 2 + random.nextInt(8);
    for (int i = 0; i < fields; i++) {
      text.append("  \"").append(field()).append("\": ");
      switch (random.nextInt(4)) {
        case 0 -> text.append(random.nextInt(100_000));
        case 1 -> text.append(random.nextBoolean());
        case 2 -> text.append("[\"").append(word()).append("\", \"").append(word()).append("\"]");
        default -> text.append('"').append(word()).append(' ').append(word()).append('"');
      }
      text.append(i < fields - 1 ? ",\n" : "\n");
    }
    text.append("}\n");
  }

  private String type() {
    return TYPES[random.nextInt(TYPES.length)];
  }

  private String name() {
    return word() + capitalised(word());
  }

  /** The name of a field, but for those of which each value is a find. */
  private String field() {
    String name = name();
    boolean isTelling = TELLING.stream().anyMatch(name.toLowerCase(Locale.ROOT)::contains);
    return isTelling ? field() : name;
  }

  /** A word of prose. */
  static String word(SplittableRandom random) {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private String word() {
    return word(random);
  }

  private static String capitalised(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
