package io.llmgw.examples.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.chain.Reason;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.GatewayEvent;
import io.llmgw.examples.dashboard.promql.PromQl;
import io.llmgw.examples.dashboard.promql.Query;
import io.llmgw.examples.dashboard.promql.Query.Mention;
import io.llmgw.examples.dashboard.promql.Scrape;
import io.llmgw.examples.dashboard.promql.Scrapes;
import io.llmgw.examples.dashboard.promql.Value;
import io.llmgw.test.Patience;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Board and alerts are asked of what the example has really shown: two scrapes while all is well,
 * two while it is not.
 */
class BoardTest {
  /** These would take a slow day, or a registry that fails; their values are there all the same. */
  private static final Set<String> NOT_TODAY =
      Set.of("LlmgwCallsSlow", "LlmgwFirstTokenSlow", "LlmgwLongWaits", "LlmgwMetricsLost");

  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
  private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern SUMMARY_LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern WORDS = Pattern.compile("(error_type|event)(?:=|!=|=~|!~)\"(.*?)\"");

  private static Scrapes well;
  private static Scrapes inTrouble;

  @BeforeAll
  static void makeCalls() throws IOException, InterruptedException {
    try (Service service = new Service()) {
      service.traffic().round();
      Scrape before = service.scrape();
      service.traffic().round();
      well = new Scrapes(before, service.scrape());
      assertThat(service.traffic().failures()).isZero();

      service.traffic().setInTrouble(true);
      service.traffic().round();
      Scrape worse = service.scrape();
      service.traffic().round();
      Patience.until(
          "two forgotten streams",
          () -> {
            System.gc();
            return service.leaks() == 2;
          });
      inTrouble = new Scrapes(worse, service.scrape());
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void everyQueryOfAPanelFindsSeries(Panel panel) {
    for (Panel.Query query : panel.queries()) {
      Value found = PromQl.parse(filled(query.promQl())).of(inTrouble).known();

      assertThat(found.samples()).as(query.promQl()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void whatAPanelMentionsIsThere(Panel panel) {
    for (Panel.Query query : panel.queries()) {
      Set<String> shown = words(LEGEND_LABEL, query.legend());

      assertThat(shown).isNotEmpty();
      assertThere(PromQl.parse(filled(query.promQl())), shown);
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void whatAnAlertMentionsIsThere(Alert alert) {
    assertThere(PromQl.parse(alert.promQl()), words(SUMMARY_LABEL, alert.summary()));
  }

  @Test
  void variablesOfferWhatIsThere() {
    for (Variable variable : Board.variables()) {
      assertThat(inTrouble.after().labels(variable.metric())).contains(variable.label());
    }
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alertsAreSilentWhileAllIsWell(Alert alert) {
    assertThat(PromQl.parse(alert.promQl()).of(well).samples()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void alertsFireInTrouble(Alert alert) {
    boolean isForToday = !NOT_TODAY.contains(alert.name());
    String query = isForToday ? alert.promQl() : alert.value();

    assertThat(PromQl.parse(query).of(inTrouble).known().samples()).as(query).isNotEmpty();
  }

  /** A word that is misspelt would match nothing, for ever. */
  @Test
  void wordsOfClosedSetsAreOfTheirSets() {
    Set<String> known = new HashSet<>();
    for (ErrorKind kind : ErrorKind.values()) {
      known.add("error_type=" + kind.name().toLowerCase(Locale.ROOT));
    }
    for (Reason reason : Reason.values()) {
      known.add("error_type=" + reason.name().toLowerCase(Locale.ROOT));
    }
    for (Class<?> event : GatewayEvent.class.getPermittedSubclasses()) {
      String words = event.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1");
      known.add("event=" + words.toLowerCase(Locale.ROOT));
    }
    Set<String> mentioned = new HashSet<>();
    for (String query : queries().toList()) {
      Matcher words = WORDS.matcher(query);
      while (words.find()) {
        String label = words.group(1);
        Arrays.stream(words.group(2).split("\\|"))
            .forEach(word -> mentioned.add(label + "=" + word));
      }
    }

    assertThat(mentioned).hasSizeGreaterThan(20);
    assertThat(known).containsAll(mentioned);
  }

  /** Whoever goes by OpenTelemetry's conventions asks so: what has a type is an error. */
  @Test
  void openTelemetrysOwnQueryForErrorsFindsErrorsAlone() {
    String attempts =
        "sum by (gen_ai_request_model)"
            + " (increase(gen_ai_client_operation_duration_seconds_count%s[1m]))";
    String errors = attempts.formatted("{error_type!=\"\"}");
    String all = attempts.formatted("");

    assertThat(number(all, well)).isPositive();
    assertThat(number(errors, well)).as("hedges that lost are no errors").isZero();
    assertThat(number(errors, inTrouble)).isPositive().isLessThan(number(all, inTrouble));
  }

  private static double number(String promQl, Scrapes scrapes) {
    return PromQl.parse(promQl).of(scrapes).known().samples().values().stream()
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  @Test
  void titlesAndNamesAreUnique() {
    assertThat(panels().map(Panel::title)).doesNotHaveDuplicates();
    assertThat(alerts().map(Alert::name)).doesNotHaveDuplicates();
  }

  private static void assertThere(Query query, Set<String> shown) {
    Set<Mention> found = new HashSet<>();
    query.mention(shown, found);

    assertThat(found).isNotEmpty();
    for (Mention mention : found) {
      Set<String> labels = inTrouble.after().labels(mention.metric());
      assertThat(labels).as("metric %s", mention.metric()).isNotEmpty();
      if (!mention.label().isEmpty()) {
        assertThat(labels).as("labels of %s", mention.metric()).contains(mention.label());
      }
    }
  }

  /** As Grafana fills it in where everything is chosen. */
  static String filled(String promQl) {
    return VARIABLE.matcher(promQl).replaceAll(BoardTest::value);
  }

  private static String value(MatchResult variable) {
    String name = variable.group(1);
    if (name.equals("__rate_interval")) {
      return "1m";
    }
    assertThat(Board.variables()).extracting(Variable::name).contains(name);
    return ".*";
  }

  private static Set<String> words(Pattern pattern, String text) {
    Set<String> words = new HashSet<>();
    pattern.matcher(text).results().forEach(result -> words.add(result.group(1)));
    return words;
  }

  private static Stream<String> queries() {
    return Stream.concat(
        panels().map(Panel::queries).flatMap(List::stream).map(Panel.Query::promQl),
        alerts().map(Alert::promQl));
  }

  private static Stream<Panel> panels() {
    return Board.rows().stream().map(Row::panels).flatMap(List::stream);
  }

  private static Stream<Alert> alerts() {
    return Alerts.all().stream();
  }
}
