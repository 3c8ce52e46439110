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
 * What the board shows of the quickstart, which has one good day with some failures: all panels but
 * those of what did not happen. These are asked of a bad day by {@link BoardTest}.
 */
class QuickstartOnTheBoardTest {
  private static final Set<String> NOT_IN_THE_QUICKSTART =
      Set.of("Open breakers", "Keys in quarantine", "Hedges", "Waits for limits", "Rests of keys");

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
    assertThat(empty).containsExactlyInAnyOrderElementsOf(NOT_IN_THE_QUICKSTART);
  }

  private static Scrape scrape(PrometheusMeterRegistry registry) {
    return Scrape.of(registry.scrape(), Map.of("job", "llmgw", "instance", "localhost:9400"));
  }
}
