package io.llmgw.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.examples.dashboard.promql.PromQl;
import io.llmgw.examples.dashboard.promql.Scrape;
import io.llmgw.examples.dashboard.promql.Scrapes;
import io.llmgw.examples.quickstart.Quickstart;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What the board shows of the quickstart once that has run: all panels but those of what did not
 * happen, and those that show clients as long as they are open. {@link BoardTest} asks all of them
 * of a bad day.
 */
class QuickstartOnTheBoardTest {
  private static final Set<String> OF_WHAT_DID_NOT_HAPPEN =
      Set.of(
          "Open breakers",
          "Keys in quarantine",
          "Rests of keys",
          "Hedges",
          "Waits for limits",
          "Streams that end early"); // one broke off, but nobody has left one

  private static final Set<String> OF_OPEN_CLIENTS =
      Set.of("Calls under way", "Missing in these pictures");

  @Test
  void allButWhatDidNotHappenIsShown() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    assertThat(Quickstart.run(nowhere, registry)).isZero();
    Scrape before = scrape(registry);
    assertThat(Quickstart.run(nowhere, registry)).isZero();
    Scrapes both = new Scrapes(before, scrape(registry));

    Set<String> empty = new TreeSet<>();
    for (Row row : Board.rows()) {
      for (Panel panel : row.panels()) {
        boolean isShown =
            panel.queries().stream()
                .map(query -> PromQl.parse(BoardTest.filled(query.promQl())))
                .noneMatch(query -> query.of(both).known().samples().isEmpty());
        if (!isShown) {
          empty.add(panel.title());
        }
      }
    }
    Set<String> expected = new TreeSet<>(OF_WHAT_DID_NOT_HAPPEN);
    expected.addAll(OF_OPEN_CLIENTS);
    assertThat(empty).isEqualTo(expected);
  }

  private static Scrape scrape(PrometheusMeterRegistry registry) {
    return Scrape.of(registry.scrape(), Map.of("job", "llmgw", "instance", "localhost:9400"));
  }
}
