package io.llmgw.examples.dashboard;

import io.llmgw.examples.dashboard.Panel.Form;
import io.llmgw.examples.dashboard.Panel.Query;
import java.util.Arrays;
import java.util.List;

/** What the dashboard shows. {@code grafana/dashboards/llmgw.json} is generated from it. */
public final class Board {
  private static final String SECONDS = "s";
  private static final String SHARE = "percentunit";
  private static final String PER_SECOND = "reqps";
  private static final String COUNT = "short";

  /** What narrows down series of calls, and those of attempts. */
  private static final String CALLS = "job=~\"$job\", route=~\"$route\"";

  private static final String ATTEMPTS = "job=~\"$job\", target=~\"$target\"";
  private static final String ALL = "job=~\"$job\"";

  private Board() {}

  /** By what it is narrowed down. */
  public static List<Variable> variables() {
    return List.of(
        new Variable("job", "Service", "llmgw_request_duration_seconds_count", "job"),
        new Variable("route", "Route", "llmgw_request_duration_seconds_count", "route"),
        new Variable("target", "Target", "llmgw_attempts_total", "target"));
  }

  /** All rows, from what callers feel to what the library itself does. */
  public static List<Row> rows() {
    return List.of(
        new Row("Calls, as their callers see them", calls()),
        new Row("Targets, as calls meet them", targets()),
        new Row("Retries, failover, hedges, pauses", detours()),
        new Row("Limits", limits()),
        new Row("Tokens and money", money()),
        new Row("Cache and redaction", policies()),
        new Row("Streams and the library itself", inside()));
  }

  private static List<Panel> calls() {
    return List.of(
        new Panel(
            "Calls",
            "Calls a second by outcome. Cancelled ones ended early because somebody wanted that, or at"
                + " their deadline.",
            PER_SECOND,
            Form.STACK,
            one(perSecond("outcome", "llmgw_request_duration_seconds_count", CALLS), "outcome")),
        new Panel(
            "Failed calls",
            "Share of the calls of a route that failed, after all retries and failover, or were ended by"
                + " their deadline.",
            SHARE,
            Form.LINES,
            one(
                share("route", "llmgw_request_duration_seconds_count", CALLS, Alerts.FAILED),
                "route")),
        new Panel(
            "Why calls fail",
            "Failed calls a second by kind of error; the page of errors says what each kind means. Those"
                + " that their deadline ended are `deadline`.",
            PER_SECOND,
            Form.STACK,
            one(
                perSecond(
                    "error_type",
                    "llmgw_request_duration_seconds_count",
                    CALLS + ", " + Alerts.FAILED),
                "error_type")),
        new Panel(
            "Duration of calls",
            "Median, 95th and 99th percentile from the beginning of a call to its outcome, retries and"
                + " waits included.",
            SECONDS,
            Form.LINES,
            percentiles("llmgw_request_duration_seconds_bucket", CALLS, 0.5, 0.95, 0.99)),
        new Panel(
            "Time to the first token",
            "Of streams, from the beginning of the call until the first content is ready.",
            SECONDS,
            Form.LINES,
            percentiles("llmgw_request_time_to_first_token_seconds_bucket", CALLS, 0.5, 0.95)),
        new Panel(
            "Calls under way",
            "By operation, all instances together. It grows when providers are slow.",
            COUNT,
            Form.STACK,
            one("sum by (operation) (llmgw_concurrency_in_flight{" + ALL + "})", "operation")));
  }

  private static List<Panel> targets() {
    return List.of(
        new Panel(
            "Open breakers",
            "1 while the breaker of a target is open, which it stays until somebody calls. There once it has"
                + " opened for the first time.",
            COUNT,
            Form.LAMPS,
            one("max by (target) (llmgw_circuit_state{" + ATTEMPTS + "})", "target")),
        new Panel(
            "Keys in quarantine",
            "Keys that a provider refuses, at the instance that has most of them.",
            COUNT,
            Form.LAMPS,
            one("max by (provider) (llmgw_keys_quarantined{" + ALL + "})", "provider")),
        new Panel(
            "Attempts",
            "Requests a second that each target got.",
            PER_SECOND,
            Form.STACK,
            one(perSecond("target", "llmgw_attempts_total", ATTEMPTS), "target")),
        new Panel(
            "Failed attempts",
            "Share of the attempts at a target that failed. Callers feel it where nothing else takes the"
                + " call.",
            SHARE,
            Form.LINES,
            one(
                share("target", "llmgw_attempts_total", ATTEMPTS, "outcome=\"failure\""),
                "target")),
        new Panel(
            "Why attempts fail",
            "Failed attempts a second by target and kind of error.",
            PER_SECOND,
            Form.STACK,
            one(
                perSecond(
                    "target, error_type",
                    "llmgw_attempts_total",
                    ATTEMPTS + ", outcome=\"failure\""),
                "target",
                "error_type")),
        new Panel(
            "Duration of attempts",
            "95th percentile by provider and model, in the names of OpenTelemetry (1.41).",
            SECONDS,
            Form.LINES,
            one(
                "histogram_quantile(0.95, "
                    + perSecond(
                        "le, gen_ai_provider_name, gen_ai_request_model",
                        "gen_ai_client_operation_duration_seconds_bucket",
                        ALL)
                    + ")",
                "gen_ai_provider_name",
                "gen_ai_request_model")));
  }

  private static List<Panel> detours() {
    return List.of(
        new Panel(
            "Attempts beyond the first",
            "A second, by why they were made: repeat, next key, failover, hedge.",
            PER_SECOND,
            Form.STACK,
            one(
                perSecond("cause", "llmgw_attempts_total", ATTEMPTS + ", cause!=\"first\""),
                "cause")),
        new Panel(
            "Failover",
            "Calls a second that left a target for another one, and why.",
            PER_SECOND,
            Form.STACK,
            one(
                perSecond("from, to, reason", "llmgw_fallbacks_total", ALL),
                "from",
                "to",
                "reason")),
        new Panel(
            "Hedges",
            "Calls a second that asked a second target, by the side that answered.",
            PER_SECOND,
            Form.STACK,
            one(perSecond("winner", "llmgw_hedge_total", CALLS), "winner")),
        new Panel(
            "Time lost in pauses",
            "Seconds a second that calls spend in pauses before a repeat: asked for by the provider"
                + " (header), by back-off, or while a target cools down.",
            SECONDS,
            Form.STACK,
            one(perSecond("source", "llmgw_retry_delay_seconds_sum", ATTEMPTS), "source")));
  }

  private static List<Panel> limits() {
    return List.of(
        new Panel(
            "Waits for limits",
            "95th percentile of those calls that waited: for a declared limit of a target, in vain or"
                + " not, or for a connection.",
            SECONDS,
            Form.LINES,
            List.of(
                percentile(
                    "target",
                    "llmgw_ratelimit_wait_seconds_bucket",
                    ATTEMPTS,
                    "limit of {{target}}"),
                percentile(
                    "target",
                    "llmgw_connection_wait_seconds_bucket",
                    ATTEMPTS,
                    "connection to {{target}}"))),
        new Panel(
            "Attempts at once",
            "Attempts under way by target, all instances together, those included that hang, beside"
                + " the limits that targets declare to each instance: for each key, or for the target"
                + " as a whole.",
            COUNT,
            Form.LINES,
            List.of(
                new Query(
                    "sum by (target) (llmgw_attempts_in_flight{" + ATTEMPTS + "})", "{{target}}"),
                new Query(
                    "max by (target, scope) (llmgw_concurrency_limit{" + ATTEMPTS + "})",
                    "limit of {{target}} by {{scope}}"))),
        new Panel(
            "Rests of keys",
            "In the last hour, by provider and reason: limits (rate_limit) and refusals.",
            COUNT,
            Form.LINES,
            one(
                "sum by (provider, reason) (increase(llmgw_keys_rests_total{" + ALL + "}[1h]))",
                "provider",
                "reason")));
  }

  private static List<Panel> money() {
    return List.of(
        new Panel(
            "Cost",
            "An hour, by target. Failed and cancelled attempts and lost hedges included.",
            COUNT,
            Form.STACK,
            one(
                "3600 * " + perSecond("target, currency", "llmgw_cost_total", ATTEMPTS),
                "target",
                "currency")),
        new Panel(
            "Cost of a day",
            "What the last 24 hours have cost, by currency.",
            COUNT,
            Form.LINES,
            one(
                "sum by (currency) (increase(llmgw_cost_total{" + ATTEMPTS + "}[24h]))",
                "currency")),
        new Panel(
            "Attempts of unknown cost",
            "Share of attempts whose cost is missing in the other pictures, or is a lower bound there.",
            SHARE,
            Form.LINES,
            one(
                perSecond("target", "llmgw_cost_unknown_total", ATTEMPTS)
                    + " / "
                    + perSecond("target", "llmgw_attempts_total", ATTEMPTS),
                "target")),
        new Panel(
            "Tokens",
            "A second, input and output. Other kinds are parts of these two.",
            COUNT,
            Form.STACK,
            one(
                perSecond("kind", "llmgw_tokens_total", ATTEMPTS + ", kind=~\"input|output\""),
                "kind")));
  }

  private static List<Panel> policies() {
    return List.of(
        new Panel(
            "What the cache did",
            "Calls a second: hit, miss, bypass where it was not asked, stale where a failed call got an"
                + " old answer, coalesced where it shared the request of another one.",
            PER_SECOND,
            Form.STACK,
            one(perSecond("result", "llmgw_cache_requests_total", ALL), "result")),
        new Panel(
            "Tokens saved by the cache",
            "A second: those that its answers were paid for with once, and now were not.",
            COUNT,
            Form.LINES,
            one(perSecond("job", "llmgw_cache_saved_tokens_total", ALL), "job")),
        new Panel(
            "Masked places",
            "A second, by what found them, and whether in requests (input) or answers (output).",
            COUNT,
            Form.STACK,
            one(
                perSecond("detector, direction", "llmgw_redactions_total", ALL),
                "detector",
                "direction")));
  }

  private static List<Panel> inside() {
    return List.of(
        new Panel(
            "Streams that end early",
            "A second: broken off by the provider, or cancelled, both after the first content.",
            PER_SECOND,
            Form.LINES,
            List.of(
                new Query(
                    perSecond("route, reason", "llmgw_stream_truncated_total", CALLS),
                    "broken {{route}} {{reason}}"),
                new Query(
                    perSecond("route, reason", "llmgw_stream_cancelled_total", CALLS),
                    "cancelled {{route}} {{reason}}"))),
        new Panel(
            "Time for each token",
            "Median and 95th percentile of streams that succeeded, after their first content; without"
                + " reasoning that nobody was shown.",
            SECONDS,
            Form.LINES,
            percentiles("llmgw_request_time_per_output_token_seconds_bucket", CALLS, 0.5, 0.95)),
        new Panel(
            "Own time of the library",
            "Median and 95th percentile by route: neither at providers, nor in waits, nor the reader's.",
            SECONDS,
            Form.LINES,
            percentiles("llmgw_request_overhead_seconds_bucket", CALLS, 0.5, 0.95)),
        new Panel(
            "Events",
            "In the last hour, by kind: breakers, keys, failover, leaks.",
            COUNT,
            Form.LINES,
            one("sum by (event) (increase(llmgw_events_total{" + ALL + "}[1h]))", "event")),
        new Panel(
            "Missing in these pictures",
            "Records a second that the registry was too slow for, or failed at. Should be 0.",
            COUNT,
            Form.LINES,
            List.of(
                new Query(perSecond("job", "llmgw_metrics_dropped_total", ALL), "dropped {{job}}"),
                new Query(perSecond("job", "llmgw_metrics_errors_total", ALL), "failed {{job}}"))));
  }

  private static List<Query> one(String promQl, String... labels) {
    return List.of(new Query(promQl, "{{" + String.join("}} {{", labels) + "}}"));
  }

  private static String perSecond(String by, String metric, String matchers) {
    return "sum by (%s) (rate(%s{%s}[$__rate_interval]))".formatted(by, metric, matchers);
  }

  private static String share(String by, String metric, String matchers, String of) {
    return perSecond(by, metric, matchers + ", " + of) + " / " + perSecond(by, metric, matchers);
  }

  private static List<Query> percentiles(String buckets, String matchers, double... ranks) {
    return Arrays.stream(ranks)
        .mapToObj(
            rank ->
                new Query(
                    quantile(rank, "route", buckets, matchers),
                    "{{route}} p" + Math.round(rank * 100)))
        .toList();
  }

  private static Query percentile(String by, String buckets, String matchers, String legend) {
    return new Query(quantile(0.95, by, buckets, matchers), legend);
  }

  private static String quantile(double rank, String by, String buckets, String matchers) {
    return "histogram_quantile(" + rank + ", " + perSecond("le, " + by, buckets, matchers) + ")";
  }
}
