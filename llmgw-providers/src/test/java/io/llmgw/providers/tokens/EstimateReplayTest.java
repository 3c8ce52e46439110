package io.llmgw.providers.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.api.usage.Usage;
import io.llmgw.providers.replay.Recordings;
import java.util.ArrayList;
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
  private static final int ENOUGH = 20;
  private static final String ALL = "all";

  /** They put a prompt of their own, of changing size, in front of what they are asked. */
  private static final Set<String> HOSTS_WITH_PROMPTS = Set.of("venice", "perplexity", "copilot");

  private record Off(double before, double after) {}

  @Test
  void estimatesAreNearWhatProvidersCount() {
    Map<String, Integer> apart = new TreeMap<>();
    Map<String, List<Off>> offs = measure(Sample.of(Recordings.required(), apart));

    System.out.println(table(offs));
    System.out.println("Not estimated, since the count holds more than the request says:");
    apart.forEach((why, times) -> System.out.printf("%5d %s%n", times, why));
    for (Map.Entry<String, List<Off>> line : offs.entrySet()) {
      if (line.getValue().size() >= ENOUGH && !line.getKey().startsWith("(")) {
        assertThat(at(0.5, line.getValue(), Off::before)).as(line.getKey()).isLessThan(0.15);
        assertThat(at(0.5, line.getValue(), Off::after)).as(line.getKey()).isLessThan(0.10);
      }
    }
    List<Off> all = offs.getOrDefault(ALL, List.of());
    assertThat(at(0.95, all, Off::before)).isLessThan(0.40);
    assertThat(at(0.95, all, Off::after)).isLessThan(0.25);
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
      return List.of("(images)");
    }
    if (HOSTS_WITH_PROMPTS.contains(sample.model().provider())) {
      return List.of("(hosts with prompts of their own)");
    }
    List<String> lines = new ArrayList<>(List.of(ALL, sample.family()));
    if (sample.isEastAsian()) {
      lines.add("east asian");
    }
    if (sample.isCode()) {
      lines.add("code");
    }
    return lines;
  }

  private static double at(double share, List<Off> offs, ToDoubleFunction<Off> when) {
    double[] sorted = offs.stream().mapToDouble(when).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }

  private static String table(Map<String, List<Off>> offs) {
    StringBuilder out =
        new StringBuilder(
            "Estimated against reported input, off by %:            before           after\n"
                + "                                      n   median  p90  p95   median  p90  p95\n");
    offs.forEach(
        (line, of) ->
            out.append(
                String.format(
                    Locale.ROOT,
                    "%-34s %4d   %5.1f %5.1f %5.1f   %5.1f %5.1f %5.1f%n",
                    line,
                    of.size(),
                    100 * at(0.5, of, Off::before),
                    100 * at(0.9, of, Off::before),
                    100 * at(0.95, of, Off::before),
                    100 * at(0.5, of, Off::after),
                    100 * at(0.9, of, Off::after),
                    100 * at(0.95, of, Off::after))));
    return out.toString();
  }
}
