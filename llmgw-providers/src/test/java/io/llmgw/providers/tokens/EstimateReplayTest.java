package io.llmgw.providers.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.replay.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * Estimates of requests that others made and recorded, against what their providers counted: as
 * they are before anything is learnt, and after the other half of the recordings was.
 */
class EstimateReplayTest {
  /** Of fewer, the 95th percentile is the worst of them. */
  private static final int ENOUGH = 20;

  private static final int ENOUGH_FOR_A_MEDIAN = 9;
  private static final Path PAGE = Path.of("..", "docs", "tokens.md");

  private static final String ALL = "all";
  private static final String CODE = "of these, with code";
  private static final String EAST_ASIAN = "of these, in Chinese, Japanese or Korean";
  private static final String IMAGES = "apart: with images";
  private static final String PROMPTS = "apart: hosts with prompts of their own";

  /** They put a prompt of their own, of changing size, in front of what they are asked. */
  private static final Set<String> HOSTS_WITH_PROMPTS = Set.of("venice", "perplexity", "copilot");

  private record Off(double before, double after) {}

  @Test
  void estimatesAreNearWhatProvidersCount() throws IOException {
    Map<String, Integer> apart = new TreeMap<>();
    Map<String, List<Off>> offs = measure(Sample.of(Recordings.required(), apart));
    String table = table(offs);

    System.out.println(table);
    System.out.println("Not estimated, since the count holds more than the request says:");
    apart.forEach((why, times) -> System.out.printf("%5d %s%n", times, why));
    offs.forEach(EstimateReplayTest::assertNear);
    assertThat(Files.readString(PAGE)).as("docs/tokens.md states the table").contains(table);
  }

  private static void assertNear(String line, List<Off> offs) {
    if (!line.startsWith("apart") && offs.size() >= ENOUGH_FOR_A_MEDIAN) {
      assertThat(at(0.5, offs, Off::before)).as(line).isLessThan(0.15);
      assertThat(at(0.5, offs, Off::after)).as(line).isLessThan(0.10);
    }
    if (!line.startsWith("apart") && offs.size() >= ENOUGH) {
      assertThat(at(0.95, offs, Off::before)).as(line).isLessThan(0.40);
      assertThat(at(0.95, offs, Off::after)).as(line).isLessThan(0.25);
    }
  }

  private static Map<String, List<Off>> measure(List<Sample> samples) {
    Map<String, List<Off>> offs = new TreeMap<>();
    List<List<Sample>> halves = halves(samples);
    for (int i = 0; i < 2; i++) {
      TokenEstimator fresh = TokenEstimator.create();
      TokenEstimator learnt = TokenEstimator.create();
      for (Sample sample : halves.get(1 - i)) {
        learnt.learn(sample.request(), sample.model(), Usage.reported(sample.reported(), 1));
      }
      for (Sample sample : halves.get(i)) {
        Off off = new Off(off(fresh, sample), off(learnt, sample));
        for (String line : lines(sample)) {
          offs.computeIfAbsent(line, name -> new ArrayList<>()).add(off);
        }
      }
    }
    return offs;
  }

  /** Every other recording of each model, so that both halves know the same ones. */
  private static List<List<Sample>> halves(List<Sample> samples) {
    List<List<Sample>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    Map<String, Integer> seen = new HashMap<>();
    for (Sample sample : samples) {
      halves.get(seen.merge(sample.model().toString(), 1, Integer::sum) % 2).add(sample);
    }
    return halves;
  }

  private static double off(TokenEstimator estimator, Sample sample) {
    long estimated = estimator.inputTokens(sample.request(), sample.model());
    return Math.abs(estimated - sample.reported()) / (double) sample.reported();
  }

  private static List<String> lines(Sample sample) {
    if (sample.hasMedia()) {
      return List.of(IMAGES);
    }
    if (HOSTS_WITH_PROMPTS.contains(sample.model().provider())) {
      return List.of(PROMPTS);
    }
    List<String> lines = new ArrayList<>(List.of(ALL, sample.family()));
    if (sample.isEastAsian()) {
      lines.add(EAST_ASIAN);
    }
    if (sample.isCode()) {
      lines.add(CODE);
    }
    return lines;
  }

  private static double at(double share, List<Off> offs, ToDoubleFunction<Off> when) {
    double[] sorted = offs.stream().mapToDouble(when).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  /** As the page has it: all first, then the families by the number of their recordings. */
  private static String table(Map<String, List<Off>> offs) {
    StringBuilder out =
        new StringBuilder(
            "| | recordings | median before | 90th | 95th | median after | 90th | 95th |\n"
                + "|---|---|---|---|---|---|---|---|\n");
    List<String> families = new ArrayList<>(offs.keySet());
    families.removeAll(List.of(ALL, CODE, EAST_ASIAN, IMAGES, PROMPTS));
    families.sort(Comparator.comparing((String family) -> -offs.get(family).size()));
    row(ALL, offs, out);
    families.forEach(family -> row(family, offs, out));
    List.of(CODE, EAST_ASIAN, IMAGES, PROMPTS).forEach(line -> row(line, offs, out));
    return out.toString();
  }

  private static void row(String line, Map<String, List<Off>> offs, StringBuilder out) {
    List<Off> of = offs.getOrDefault(line, List.of());
    if (of.isEmpty()) {
      return;
    }
    out.append("| ").append(line).append(" | ").append(of.size());
    for (ToDoubleFunction<Off> when : List.<ToDoubleFunction<Off>>of(Off::before, Off::after)) {
      for (double share : new double[] {0.5, 0.9, 0.95}) {
        out.append(String.format(Locale.ROOT, " | %.1f", 100 * at(share, of, when)));
      }
    }
    out.append(" |\n");
  }
}
