package io.llmgw.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.examples.dashboard.promql.PromQl;
import io.llmgw.examples.dashboard.promql.Scrape;
import io.llmgw.examples.dashboard.promql.Scrapes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Of the calls that ended early, those that their own deadline ended are failures to their callers,
 * who get a {@code TIMEOUT}: a provider that hangs shows itself by nothing else. The others ended
 * since somebody wanted that.
 */
class EndedCallsTest {
  private static final List<String> ABOUT_FAILURES = List.of("Failed calls", "Why calls fail");

  @Test
  void thoseThatTheirDeadlineEndedFail() {
    assertThat(alert("LlmgwCallsFail", "deadline")).isTrue();
    assertThat(ABOUT_FAILURES).allMatch(panel -> shows(panel, "deadline"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"caller", "shutdown", "parent", "leaked", "lost"})
  void thoseThatSomebodyEndedDoNot(String reason) {
    assertThat(alert("LlmgwCallsFail", reason)).isFalse();
    assertThat(ABOUT_FAILURES).noneMatch(panel -> shows(panel, reason));
  }

  private static boolean alert(String name, String reason) {
    Alert alert =
        Alerts.all().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    return finds(alert.promQl(), reason);
  }

  private static boolean shows(String title, String reason) {
    Panel panel =
        Board.rows().stream()
            .flatMap(row -> row.panels().stream())
            .filter(one -> one.title().equals(title))
            .findFirst()
            .orElseThrow();
    String filled = panel.queries().get(0).promQl().replace("$__rate_interval", "1m");
    return finds(filled.replaceAll("\\$\\w+", ".*"), reason);
  }

  /** Half of the calls end well, half of them for this reason. */
  private static boolean finds(String promQl, String reason) {
    Scrapes scrapes = new Scrapes(calls(reason, 10), calls(reason, 20));
    return !PromQl.parse(promQl).of(scrapes).known().samples().isEmpty();
  }

  private static Scrape calls(String reason, int each) {
    String series = "llmgw_request_duration_seconds_count{route=\"smart\",outcome=\"%s\",";
    String text = series + "error_type=\"%s\"} %d\n";
    return Scrape.of(
        text.formatted("success", "none", each) + text.formatted("cancelled", reason, each),
        Map.of("job", "shop"));
  }
}
