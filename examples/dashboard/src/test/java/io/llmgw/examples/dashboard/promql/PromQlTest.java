package io.llmgw.examples.dashboard.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.llmgw.examples.dashboard.promql.Query.Mention;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromQlTest {
  private static final Scrape BEFORE =
      Scrape.of(
          """
          calls_total{to="a",outcome="good"} 10
          calls_total{to="a",outcome="bad"} 2
          time_bucket{to="a",le="1.0"} 0
          time_bucket{to="a",le="2.0"} 0
          time_bucket{to="a",le="+Inf"} 0
          """,
          Map.of());
  private static final Scrape AFTER =
      Scrape.of(
          """
          # TYPE calls_total counter
          calls_total{to="a",outcome="good"} 40
          calls_total{to="a",outcome="bad"} 12
          calls_total{to="b",outcome="bad"} 7
          open{to="a"} 1
          time_bucket{to="a",le="1.0"} 5
          time_bucket{to="a",le="2.0"} 10
          time_bucket{to="a",le="+Inf"} 10
          """,
          Map.of());

  @Test
  void countersGrow() {
    assertThat(ask("sum by (to) (increase(calls_total[1m]))")).containsOnly(a(40));
    assertThat(ask("sum by (to) (rate(calls_total{outcome=\"good\"}[1m]))")).containsOnly(a(0.5));
  }

  @Test
  void aSeriesThatIsNewHasNotGrown() {
    assertThat(ask("increase(calls_total{to=\"b\"}[1m])")).isEmpty();
  }

  @Test
  void sharesJoinSeriesWithTheSameLabels() {
    assertThat(
            ask(
                "sum by (to) (increase(calls_total{outcome!=\"good\"}[5m]))"
                    + " / sum by (to) (increase(calls_total[5m])) > 0.2"))
        .containsOnly(a(0.25));
  }

  @Test
  void comparisonsAndSetsTakeSeriesAway() {
    assertThat(ask("open > 1")).isEmpty();
    assertThat(ask("open unless open > 0")).isEmpty();
    assertThat(ask("open and open > 1")).isEmpty();
    assertThat(ask("open and open > 0 unless open > 1")).containsOnly(a(1));
    assertThat(ask("max by (to) (open)")).containsOnly(a(1));
    assertThat(ask("sum by (to) (open) or sum by (to) (calls_total)")).hasSize(2);
  }

  @Test
  void anOffsetLooksBack() {
    assertThat(ask("sum by (to) (calls_total offset 15m)")).containsOnly(a(12));
    assertThat(ask("open - (open offset 15m or 0 * open)")).containsOnly(a(1));
  }

  @Test
  void quantilesAreInterpolated() {
    Map<Map<String, String>, Double> found =
        ask("histogram_quantile(0.75, sum by (le, to) (rate(time_bucket[1m])))");

    assertThat(found.get(Map.of("to", "a"))).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void mentionsAreThoseOfEachMetric() {
    String query = "sum by (to) (rate(calls_total{outcome=\"bad\"}[1m])) / sum by (to) (open)";

    assertThat(PromQl.parse(query).mentions())
        .containsExactlyInAnyOrder(
            new Mention("calls_total", ""),
            new Mention("calls_total", "to"),
            new Mention("calls_total", "outcome"),
            new Mention("open", ""),
            new Mention("open", "to"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topk(5, calls_total)",
        "sum without (to) (calls_total)",
        "sum(calls_total)",
        "a * on (to) b",
        "rate(calls_total)[5m]",
        "rate(sum by (to) (calls_total)[5m:1m])",
        "calls_total{to=\"a\"",
        "calls_total == 1",
        "avg_over_time(open[5m])",
        "calls_total @ 5",
        "open offset -5m",
        "absent(open)",
        ""
      })
  void whatIsNotKnownIsRefused(String query) {
    assertThatThrownBy(() -> PromQl.parse(query)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"calls_total[5m]", "rate(calls_total)", "open > open"})
  void whatMakesNoSenseIsRefused(String query) {
    assertThatThrownBy(() -> ask(query)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<Map<String, String>, Double> ask(String query) {
    return PromQl.parse(query).of(new Scrapes(BEFORE, AFTER)).samples();
  }

  private static Map.Entry<Map<String, String>, Double> a(double value) {
    return Map.entry(Map.of("to", "a"), value);
  }
}
