package io.llmgw.benchmarks.redact;

import io.llmgw.api.redact.EntitySet;
import io.llmgw.api.redact.EntitySets;
import io.llmgw.api.redact.Redaction;
import io.llmgw.benchmarks.whole.ResultPage;
import io.llmgw.core.redact.Finder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Measures how fast redaction reads, and keeps the tables. */
public final class RedactRun {
  private static final int LENGTH = 1 << 20;
  private static final int SHORTEST = 1 << 17;
  private static final int PROMPT = 1000;
  private static final int PROMPTS = 5_000;
  private static final int LOOKS = 5;
  private static final int WARM_UP_PROMPTS = 500;
  private static final int PASSES = 7;
  private static final int PASSES_OF_HOSTILE = 15;
  private static final long WARM_UP_NANOS = 500_000_000L;
  private static final long WARM_UP_NANOS_OF_PROMPTS = 2_000_000_000L;
  private static final long WARM_UP_NANOS_OF_HOSTILE = 500_000_000L;
  private static final long SEED = 7;

  private final ResultPage page = new ResultPage("redaction", "How fast redaction reads");
  private final Readings all = readings(EntitySets.ALL);
  private final Readings persons = readings(EntitySets.ALL, EntitySets.PERSONS);

  private RedactRun() {}

  private static Readings readings(EntitySet... sets) {
    return new Readings(Finder.of(Redaction.of(sets)));
  }

  /** Measures everything. */
  public static void main(String[] none) throws IOException {
    RedactRun run = new RedactRun();
    run.page.add(
        "CPU time of the thread that looks, the least of "
            + PASSES
            + " passes over a text, after all texts have warmed up. `ALL` are the rules of"
            + " `EntitySets.ALL`; with `PERSONS`, those besides. MB are 10^6 bytes of UTF-8.");
    run.throughput();
    run.prompts();
    run.hostile();
    run.page.publish();
  }

  private static Map<String, String> texts(int length, long seed) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("English, nothing to find", CleanText.english(length, seed));
    texts.put("code and JSON, nothing to find", CleanText.code(length, seed));
    texts.put("Chinese, nothing to find", CleanText.chinese(length, seed));
    texts.put("English, a find every 60 to 100 chars", DenseText.of(length, seed));
    return texts;
  }

  private void throughput() {
    Map<String, String> texts = texts(LENGTH, SEED);
    for (Readings each : List.of(all, persons)) {
      texts.values().forEach(text -> each.warmUp(List.of(text), WARM_UP_NANOS));
    }
    page.add("");
    page.row(
        "text of 1 M chars", "`ALL`, MB/s", "with `PERSONS`, MB/s", "bytes allocated", "finds");
    page.add("|---|---|---|---|---|");
    texts.forEach(
        (name, text) ->
            page.row(
                name,
                megabytesPerSecond(all, text),
                megabytesPerSecond(persons, text),
                String.valueOf(all.bytes(text)),
                String.valueOf(all.finds(text))));
  }

  private static String megabytesPerSecond(Readings readings, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return rounded(bytes * 1000.0 / readings.leastNanos(text, PASSES));
  }

  private void prompts() {
    warmUpPrompts();
    Map<String, List<String>> prompts = prompts(0, PROMPTS);
    page.add("");
    page.add(
        PROMPTS
            + " prompts of each kind, no two alike, after others of their length have warmed up."
            + " Median and p99 are of the first look at each prompt, with all that the machine does"
            + " besides; the last column of each is the p99 of the least of "
            + LOOKS
            + " looks at each prompt, which is what its content costs:");
    page.add("");
    page.row(
        "text of 1,000 chars",
        "`ALL`, median",
        "p99",
        "p99 by content",
        "with `PERSONS`, median",
        "p99",
        "p99 by content");
    page.add("|---|---|---|---|---|---|---|");
    prompts.forEach(
        (name, texts) -> {
          Looks some = all.looks(texts, LOOKS);
          Looks more = persons.looks(texts, LOOKS);
          page.row(
              name,
              micros(some.first(50)),
              micros(some.first(99)),
              micros(some.least(99)),
              micros(more.first(50)),
              micros(more.first(99)),
              micros(more.least(99)));
        });
  }

  /** Short texts run other compiled code than a long one, which stays in one loop. */
  private void warmUpPrompts() {
    for (List<String> texts : prompts(PROMPTS, WARM_UP_PROMPTS).values()) {
      all.warmUp(texts, WARM_UP_NANOS_OF_PROMPTS);
      persons.warmUp(texts, WARM_UP_NANOS_OF_PROMPTS);
    }
  }

  private static Map<String, List<String>> prompts(long firstSeed, int count) {
    Map<String, List<String>> prompts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      texts(PROMPT, firstSeed + i)
          .forEach((name, text) -> prompts.computeIfAbsent(name, n -> new ArrayList<>()).add(text));
    }
    return prompts;
  }

  private static String micros(long nanos) {
    return rounded(nanos / 1000.0) + " us";
  }

  private void hostile() {
    page.add("");
    page.add(
        "Text that is made to be slow, in ns a char, the least of "
            + PASSES_OF_HOSTILE
            + " rounds over all lengths in turn, in each of which a text is looked at as often as fills"
            + " the longest; the last column is the most that a doubling of the length adds to it,"
            + " where 0 % is linear:");
    page.add("");
    page.row("text", "128 K", "256 K", "512 K", "1 M", "a doubling adds at most");
    page.add("|---|---|---|---|---|---|");
    HostileText.all().forEach(this::hostile);
  }

  private void hostile(String name, Function<Integer, String> text) {
    List<String> texts = new ArrayList<>();
    for (int length = SHORTEST; length <= LENGTH; length *= 2) {
      texts.add(text.apply(length));
    }
    all.warmUp(texts, WARM_UP_NANOS_OF_HOSTILE);
    long[] nanos = all.leastNanos(texts, PASSES_OF_HOSTILE);
    List<String> row = new ArrayList<>(List.of(name));
    double before = Double.NaN;
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < nanos.length; i++) {
      double perChar = (double) nanos[i] / texts.get(i).length();
      row.add(String.format(Locale.ROOT, "%.1f", perChar));
      most = Math.max(most, Double.isNaN(before) ? most : perChar / before - 1);
      before = perChar;
    }
    row.add(Math.round(100 * most) + " %");
    page.row(row.toArray(String[]::new));
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
  }
}
