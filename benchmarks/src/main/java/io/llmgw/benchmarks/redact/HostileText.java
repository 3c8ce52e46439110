package io.llmgw.benchmarks.redact;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Text that asks much of rules: the same trigger again and again, or many that come to nothing. */
final class HostileText {
  private static final long SEED = 19;

  private HostileText() {}

  /** Each by its name, as a function of the length. */
  static Map<String, Function<Integer, String>> all() {
    Map<String, Function<Integer, String>> all = new LinkedHashMap<>();
    for (String unit :
        new String[] {
          "a",
          "7",
          "1-",
          ":",
          "@",
          "a@a@",
          "(",
          "1 ",
          "12 34-",
          "://",
          "eyJ",
          "-----BEGIN ",
          "password=",
          "\"\\",
          "0x",
          "A1 ",
          "4111 1111 1111 1112 "
        }) {
      all.put("`" + unit + "` again and again", length -> repeated(unit, length));
    }
    all.put("alternating triggers", length -> repeated("a@b:c1-2(3)://x key=pin sk-", length));
    all.put("digits at random in groups of 4", length -> made(length, HostileText::window));
    all.put("table of numbers", length -> made(length, HostileText::tableRow));
    all.put("CSV of decimals", length -> made(length, HostileText::decimals));
    all.put("hex dump", length -> made(length, HostileText::dump));
    all.put("log", length -> made(length, HostileText::logLine));
    return all;
  }

  private static String repeated(String unit, int length) {
    return unit.repeat(length / unit.length() + 1).substring(0, length);
  }

  private static String made(int length, Function<SplittableRandom, String> line) {
    SplittableRandom random = new SplittableRandom(SEED);
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(line.apply(random));
    }
    return text.substring(0, length);
  }

  private static String window(SplittableRandom random) {
    return 1000 + random.nextInt(9000) + (random.nextInt(6) == 0 ? "\n" : " ");
  }

  private static String tableRow(SplittableRandom random) {
    return "%d\t%d\t%d %d\n"
        .formatted(
            random.nextInt(100_000),
            random.nextLong(10_000_000_000L),
            random.nextInt(999),
            random.nextInt(1_000_000_000));
  }

  private static String decimals(SplittableRandom random) {
    return "%.4f,%.2f,%.6f\n"
        .formatted(random.nextDouble(1000), random.nextDouble(10), random.nextDouble());
  }

  private static String dump(SplittableRandom random) {
    StringBuilder line = new StringBuilder("%08x ".formatted(random.nextInt(1 << 24)));
    for (int i = 0; i < 16; i++) {
      line.append(" %02x".formatted(random.nextInt(256)));
    }
    return line.append('\n').toString();
  }

  private static String logLine(SplittableRandom random) {
    return "2026-11-%02dT%02d:%02d:%02d.%03dZ INFO [worker-%d] %s %s took %d ms id=%08x\n"
        .formatted(
            1 + random.nextInt(28),
            random.nextInt(24),
            random.nextInt(60),
            random.nextInt(60),
            random.nextInt(1000),
            random.nextInt(64),
            CleanText.word(random),
            CleanText.word(random),
            random.nextInt(5000),
            random.nextInt());
  }
}
