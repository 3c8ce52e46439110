package io.llmgw.examples.dashboard;

import static io.llmgw.examples.dashboard.Alert.Severity.CRITICAL;
import static io.llmgw.examples.dashboard.Alert.Severity.WARNING;

import java.time.Duration;
import java.util.List;

/**
 * When an operator is told, and what to do about it. {@code prometheus/alerts.yml} is generated
 * from it.
 */
public final class Alerts {
  /** What opens breakers: failures of the provider, or of the way to it. */
  private static final String PROVIDER_FAULTS =
      "dns|connect|tls|proxy|connection_lost|timeout|overloaded|server|stream_broken"
          + "|stream_truncated|protocol|empty_response";

  /** What the caller, or a rule of the house, has to answer for. */
  private static final String CALLER_FAULTS =
      "invalid_request|context_length|content_policy|too_large|unsupported|blocked|refused|cut_off"
          + "|invalid_answer|run_limit|tool|budget";

  /** Why calls end early that somebody wanted to end. A deadline is none of these. */
  private static final String WANTED = "caller|lost|leaked|shutdown|parent";

  /** Calls that were a failure to their callers, whom a deadline gives a {@code TIMEOUT} too. */
  static final String FAILED = "outcome!=\"success\", error_type!~\"" + WANTED + "\"";

  private static final String ATTEMPTS = "llmgw_attempts_total";
  private static final String CALLS = "llmgw_request_duration_seconds_count";

  private Alerts() {}

  /** All rules, the most urgent ones first. */
  public static List<Alert> all() {
    return List.of(
        targetDown(),
        callsFail(),
        noTarget(),
        costRate(),
        breakerOpen(),
        keyQuarantined(),
        attemptsFail(),
        rateLimited(),
        manyRepeats(),
        callsSlow(),
        firstTokenSlow(),
        longWaits(),
        streamsBreak(),
        costUnknown(),
        streamLeaked(),
        metricsLost());
  }

  private static Alert targetDown() {
    String successes = increase("job, target", ATTEMPTS, "{outcome=\"success\"}", "5m");
    return new Alert(
        "LlmgwTargetDown",
        CRITICAL,
        "(" + openAndTried() + " unless " + successes + " > 0)",
        0,
        minutes(5),
        "{{ $labels.target }} answers nothing",
        "The breaker of the target is open, what was tried since has failed, and nothing succeeded for"
            + " five minutes.",
        "Look at the status page of the provider and at the panel of why attempts fail. A route with"
            + " a second target carries the calls meanwhile; one without needs one now (`reconfigure`"
            + " does it without a restart).");
  }

  /**
   * A breaker stays open until somebody calls, so one of a target that is not called any more is no
   * news. Probes are five minutes apart at most.
   */
  private static String openAndTried() {
    return "max by (job, target) (llmgw_circuit_state) and "
        + increase("job, target", ATTEMPTS, "{outcome=\"failure\"}", "15m")
        + " > 0";
  }

  private static String faults() {
    return "{outcome=\"failure\", error_type=~\"" + PROVIDER_FAULTS + "\"}";
  }

  private static Alert callsFail() {
    String failed = "{outcome!=\"success\", error_type!~\"" + WANTED + "|" + CALLER_FAULTS + "\"}";
    return new Alert(
        "LlmgwCallsFail",
        CRITICAL,
        share("job, route", CALLS, failed, "5m"),
        0.05,
        minutes(5),
        "Calls by {{ $labels.route }} fail",
        "More than 5 % of the calls of a route failed after all retries and failover, or were ended"
            + " by their deadline. Failures that the request is to blame for are not counted.",
        "The panel of why calls fail names the kind of error, the page of errors what to do about it."
            + " One target of the route alone? Then add another one. Is it `deadline`? A target"
            + " answers late or never: a `firstToken` or `attempt` clock makes the call go on.");
  }

  private static Alert noTarget() {
    return new Alert(
        "LlmgwNoTarget",
        CRITICAL,
        increase("job, route", CALLS, "{error_type=\"no_target\"}", "5m"),
        0,
        minutes(2),
        "No target takes the calls of {{ $labels.route }}",
        "Calls were refused here since every target of the route was open, resting, at its limit or"
            + " ruled out by what the call requires.",
        "`explain` of such a request lists each target with the reason. Breakers and rests end by"
            + " themselves; limits and requirements are yours.");
  }

  private static Alert costRate() {
    return new Alert(
        "LlmgwCostRate",
        CRITICAL,
        "3600 * " + rate("job, currency", "llmgw_cost_total", "", "15m"),
        10,
        minutes(10),
        "Calls cost {{ $value | printf \"%.2f\" }} {{ $labels.currency }} an hour",
        "The last quarter of an hour, made an hour, costs more than the threshold: set it to what a"
            + " busy hour of yours costs, twice over.",
        "The panel of cost shows which target; look there for more calls, longer prompts, repeats and"
            + " hedges. Lead the alias to a cheaper target or limit the callers until it is found.");
  }

  private static Alert breakerOpen() {
    return new Alert(
        "LlmgwBreakerOpen",
        WARNING,
        "(" + openAndTried() + ")",
        0,
        minutes(1),
        "The breaker of {{ $labels.target }} is open",
        "A target failed five times in a row, or half of the time, and is left alone for a while. An"
            + " open breaker of a target that nobody calls any more is not told.",
        "Nothing, if other targets carry its calls. If it lasts, `LlmgwTargetDown` or"
            + " `LlmgwAttemptsFail` follows.");
  }

  private static Alert keyQuarantined() {
    return new Alert(
        "LlmgwKeyQuarantined",
        WARNING,
        "max by (job, provider) (llmgw_keys_quarantined)",
        0,
        Duration.ZERO,
        "{{ $labels.provider }} refuses a key",
        "A key was refused (`AUTH`, `PERMISSION`, `QUOTA`) and is not used for a while. With other"
            + " keys, calls go on; without, they fail.",
        "The log of events and `llm.status()` name the alias and the reason. Renew the key, pay the"
            + " bill, or take it out; a key source that is read again needs no restart.");
  }

  private static Alert attemptsFail() {
    return new Alert(
        "LlmgwAttemptsFail",
        WARNING,
        share("job, target", ATTEMPTS, faults(), "10m"),
        0.2,
        minutes(10),
        "{{ $labels.target }} fails often",
        "More than a fifth of the attempts at a target failed by its own fault.",
        "Look at why attempts fail. Callers may see slow calls only, since retries and failover hide"
            + " it, but these cost time and money.");
  }

  private static Alert rateLimited() {
    return new Alert(
        "LlmgwRateLimited",
        WARNING,
        share("job, target", ATTEMPTS, "{error_type=\"rate_limit\"}", "10m"),
        0.05,
        minutes(10),
        "{{ $labels.target }} asks for a slower pace",
        "More than 5 % of the attempts at a target met its rate limit.",
        "Declare the limit at the target, so that calls wait or go elsewhere before they are refused;"
            + " ask the provider for more; add a key of another account or a second target.");
  }

  private static Alert manyRepeats() {
    return new Alert(
        "LlmgwManyRepeats",
        WARNING,
        share("job, target", ATTEMPTS, "{cause=\"repeat\"}", "10m"),
        0.1,
        minutes(10),
        "Many attempts at {{ $labels.target }} are repeats",
        "More than a tenth of the attempts are second tries. Repeats have a budget, about a fifth of"
            + " the calls; what is beyond fails at the first try.",
        "As for `LlmgwAttemptsFail`. Where a second target is there, fewer tries (`Retries`) get calls"
            + " there sooner.");
  }

  private static Alert callsSlow() {
    return new Alert(
        "LlmgwCallsSlow",
        WARNING,
        percentile("job, route", "llmgw_request_duration_seconds_bucket"),
        30,
        minutes(10),
        "Calls by {{ $labels.route }} take {{ $value | humanizeDuration }}",
        "A twentieth of the calls of a route takes longer than the threshold: set it to what your"
            + " callers stand.",
        "Compare with the duration of attempts: slower there, it is the provider, longer answers or"
            + " slow readers of streams; not, the time went into repeats, pauses or waits for limits.");
  }

  private static Alert firstTokenSlow() {
    return new Alert(
        "LlmgwFirstTokenSlow",
        WARNING,
        percentile("job, route", "llmgw_request_time_to_first_token_seconds_bucket"),
        5,
        minutes(10),
        "Streams by {{ $labels.route }} begin after {{ $value | humanizeDuration }}",
        "A twentieth of the streams of a route waits longer than the threshold for the first token.",
        "As for `LlmgwCallsSlow`. Hedging helps where single answers are late, a `firstToken` clock"
            + " where a target is.");
  }

  private static Alert longWaits() {
    return new Alert(
        "LlmgwLongWaits",
        WARNING,
        percentile("job, target", "llmgw_ratelimit_wait_seconds_bucket"),
        2,
        minutes(10),
        "Calls wait {{ $value | humanizeDuration }} for {{ $labels.target }}",
        "A twentieth of the calls that waited for a declared limit of a target waited longer than"
            + " this, in vain or not. After 10 s such a call fails.",
        "Raise the limit if the provider's contract lets you, or give the route a second target.");
  }

  private static Alert streamsBreak() {
    return new Alert(
        "LlmgwStreamsBreak",
        WARNING,
        rate("job, route", "llmgw_stream_truncated_total", "", "10m")
            + " / "
            + rate("job, route", "llmgw_request_time_to_first_token_seconds_count", "", "10m"),
        0.02,
        minutes(10),
        "Streams by {{ $labels.route }} break off",
        "More than 2 % of the streams of a route failed after their first content; nothing can be"
            + " tried again there.",
        "The panel of streams that end early has the reason. `stream_broken` from one target alone"
            + " points at it; from all, at a proxy or an idle limit on the way. `timeout` is your clock.");
  }

  private static Alert costUnknown() {
    return new Alert(
        "LlmgwCostUnknown",
        WARNING,
        rate("job, target", "llmgw_cost_unknown_total", "", "30m")
            + " / "
            + rate("job, target", ATTEMPTS, "", "30m"),
        0.1,
        minutes(30),
        "Nobody knows what {{ $labels.target }} costs",
        "The cost of more than a tenth of the attempts at a target is missing in all sums.",
        "State its price (`UnknownPrice.assume`, or a catalogue of your own), or refuse such calls.");
  }

  /** A difference, and no increase: the first leak of a process makes the series. */
  private static Alert streamLeaked() {
    String leaks = "sum by (job) (llmgw_events_total{event=\"stream_leaked\"}";
    return new Alert(
        "LlmgwStreamLeaked",
        WARNING,
        "(%s) - (%s offset 15m) or 0 * %s)))".formatted(leaks, leaks, leaks),
        0,
        Duration.ZERO,
        "A stream was not closed",
        "The code of a caller forgot a stream: its connection was held, and its answer paid for, until"
            + " it was found.",
        "The log line of the event names the call. Read streams in try-with-resources.");
  }

  private static Alert metricsLost() {
    return new Alert(
        "LlmgwMetricsLost",
        WARNING,
        increase("job", "llmgw_metrics_dropped_total", "", "15m")
            + " + "
            + increase("job", "llmgw_metrics_errors_total", "", "15m"),
        0,
        Duration.ZERO,
        "Metrics of {{ $labels.job }} are incomplete",
        "The registry was too slow or failed, so some calls are in no metric. The calls themselves are"
            + " not harmed.",
        "The log says once a minute what the registry threw. A registry that blocks on the network"
            + " wants a buffer of its own.");
  }

  private static Duration minutes(int count) {
    return Duration.ofMinutes(count);
  }

  private static String rate(String by, String metric, String matchers, String window) {
    return "sum by (%s) (rate(%s%s[%s]))".formatted(by, metric, matchers, window);
  }

  private static String increase(String by, String metric, String matchers, String window) {
    return "sum by (%s) (increase(%s%s[%s]))".formatted(by, metric, matchers, window);
  }

  private static String share(String by, String metric, String of, String window) {
    return rate(by, metric, of, window) + " / " + rate(by, metric, "", window);
  }

  private static String percentile(String by, String buckets) {
    return "histogram_quantile(0.95, " + rate("le, " + by, buckets, "", "10m") + ")";
  }
}
