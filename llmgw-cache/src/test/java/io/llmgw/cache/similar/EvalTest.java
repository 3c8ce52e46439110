package io.llmgw.cache.similar;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.cache.CacheControl;
import io.llmgw.cache.ResponseCache;
import io.llmgw.cache.Semantic;
import io.llmgw.test.scripted.ScriptedProvider;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Labelled pairs of questions: what the vetoes let through where an embedding takes everything for
 * the same, and what the lexical embedder takes for the same.
 */
class EvalTest {
  private static final double[] THRESHOLDS = {0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.95, 0.98};
  private static final List<String> EDITS = List.of("number", "negation", "opposite", "entity");

  private final LexicalEmbedder lexical = new LexicalEmbedder();

  /** How many pairs of one kind there are, and what becomes of them. */
  private static final class Row {
    private int pairs;
    private int shared;
    private final int[] above = new int[THRESHOLDS.length];
  }

  @Test
  void editsThatChangeAnswersAreToldApartAndDuplicatesAreNot() throws IOException {
    List<LabelledPair> pairs = LabelledPair.required();
    Map<String, Row> rows = new TreeMap<>();
    ScriptedProvider a = ScriptedProvider.named("a").always("an answer");
    ResponseCache cache =
        ResponseCache.ofMegabytes(64)
            .semantic(Semantic.by(text -> new float[] {1}).threshold(0).mostEntries(1));
    try (LlmClient llm = LlmClient.builder().provider(a).defaultModel("a/m").use(cache).build()) {
      int number = 0;
      for (LabelledPair pair : pairs) {
        CacheControl apart = CacheControl.DEFAULT.namespace("pair " + number++);
        llm.prompt(pair.one()).with(apart).text();
        CacheStatus status = llm.prompt(pair.other()).with(apart).send().served().cache();
        Row row = rows.computeIfAbsent(pair.kind(), kind -> new Row());
        row.pairs++;
        row.shared += status == CacheStatus.HIT ? 1 : 0;
        count(row, pair);
      }
    }

    System.out.println(table(rows));
    for (String edit : EDITS) {
      Row row = rows.get(edit);
      assertThat(row.shared).as("%s of %d", edit, row.pairs).isLessThanOrEqualTo(row.pairs / 100);
    }
    Row duplicates = rows.get("duplicate");
    assertThat(duplicates.pairs - duplicates.shared)
        .as("duplicates that are refused, of %d", duplicates.pairs)
        .isLessThanOrEqualTo(duplicates.pairs / 10);
  }

  private void count(Row row, LabelledPair pair) {
    float similarity =
        UnitVector.product(
            UnitVector.of(lexical.embed(pair.one())), UnitVector.of(lexical.embed(pair.other())));
    for (int i = 0; i < THRESHOLDS.length; i++) {
      row.above[i] += similarity >= THRESHOLDS[i] ? 1 : 0;
    }
  }

  private static String table(Map<String, Row> rows) {
    StringBuilder table = new StringBuilder("kind        pairs  shared at 1 |  lexical at least");
    for (double threshold : THRESHOLDS) {
      table.append(String.format(Locale.ROOT, " %6.2f", threshold));
    }
    rows.forEach(
        (kind, row) -> {
          table.append(
              String.format(
                  Locale.ROOT,
                  "%n%-11s %5d %11.1f%% | %17s",
                  kind,
                  row.pairs,
                  percent(row.shared, row),
                  ""));
          for (int above : row.above) {
            table.append(String.format(Locale.ROOT, " %5.1f%%", percent(above, row)));
          }
        });
    return table.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static double percent(int part, Row row) {
    return 100.0 * part / row.pairs;
  }
}
