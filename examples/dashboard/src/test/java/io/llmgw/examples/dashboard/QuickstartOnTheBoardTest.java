package io.llmgw.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.examples.dashboard.promql.PromQl;
import io.llmgw.examples.dashboard.promql.Scrape;
import io.llmgw.examples.dashboard.promql.Scrapes;
import io.llmgw.examples.quickstart.Quickstart;
import io.llmgw.test.Patience;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the board and the alert rules show of the quickstart, run twice, as a counter that is new
 * has nothing to grow from. {@link BoardTest} asks more of them.
 */
class QuickstartOnTheBoardTest {
  private static Scrapes both;

  @BeforeAll
  static void runTheQuickstart() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Scrape before = afterTheQuickstart(registry);
    both = new Scrapes(before, afterTheQuickstart(registry));
  }

  private static Scrape afterTheQuickstart(PrometheusMeterRegistry registry) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    AtomicReference<Scrape> seen = new AtomicReference<>();
    Runnable operator = () -> seen.set(scrape(registry));
    assertThat(Quickstart.run(nowhere, registry, operator)).isZero();
    return seen.get();
  }

  @ParameterizedTest
  @MethodSource("panels")
  void everyQueryOfAPanelFindsSeries(Panel panel) {
    for (Panel.Query query : panel.queries()) {
      assertThat(found(BoardTest.filled(query.promQl()))).as(query.promQl()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void theValueOfEveryAlertFindsSeries(Alert alert) {
    assertThat(found(alert.value())).as(alert.value()).isNotEmpty();
  }

  private static Map<Map<String, String>, Double> found(String query) {
    return PromQl.parse(query).of(both).known().samples();
  }

  private static Stream<Panel> panels() {
    return Board.rows().stream().map(Row::panels).flatMap(List::stream);
  }

  private static Stream<Alert> alerts() {
    return Alerts.all().stream();
  }

  /** Events are told aside: those of the breaker and the key may come after the calls. */
  private static Scrape scrape(PrometheusMeterRegistry registry) {
    Patience.until(
        "the state of the breaker and the keys",
        () ->
            registry.find("llmgw.circuit.state").gauge() != null
                && registry.find("llmgw.keys.quarantined").gauge() != null);
    return Scrape.of(registry.scrape(), Map.of("job", "llmgw", "instance", "localhost:9400"));
  }
}
