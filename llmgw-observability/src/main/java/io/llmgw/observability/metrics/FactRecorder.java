package io.llmgw.observability.metrics;

import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.ObservedCall;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Records what policies tell of their work. For one thread. */
final class FactRecorder {
  private final Series all;
  private final Names names;

  FactRecorder(Series all, Names names) {
    this.all = all;
    this.names = names;
  }

  void record(ObservedCall call, CallFact fact, @Nullable String detail, long amount) {
    switch (fact) {
      case CACHE_HIT -> cache("hit", amount);
      case CACHE_MISS -> cache("miss", amount);
      case CACHE_BYPASS -> cache("bypass", amount);
      case CACHE_STALE -> cache("stale", amount);
      case CACHE_COALESCED -> cache("coalesced", amount);
      case CACHE_SAVED_TOKENS -> all.count(Metric.CACHE_SAVED_TOKENS, amount);
      case REDACTED_INPUT -> redacted(detail, "input", amount);
      case REDACTED_OUTPUT -> redacted(detail, "output", amount);
      case GUARD_PASSED -> judged(detail, "passed", amount);
      case GUARD_CHANGED -> judged(detail, "changed", amount);
      case GUARD_BLOCKED -> judged(detail, "blocked", amount);
      case GUARD_NANOS ->
          all.with(Label.GUARD, names.guard(detail))
              .time(Metric.GUARD_DURATION, Duration.ofNanos(amount));
      case LIMIT_WAIT_NANOS ->
          all.with(Label.LIMIT, names.limit(detail))
              .time(Metric.CALLER_WAIT, Duration.ofNanos(amount));
      case LIMIT_REJECTED ->
          all.with(Label.LIMIT, names.limit(detail)).count(Metric.CALLER_REJECTIONS, amount);
      case BUDGET_REJECTED ->
          all.with(Label.LIMIT, names.limit(detail)).count(Metric.BUDGET_REJECTIONS, amount);
      case STREAM_IDLE ->
          all.with(Label.ROUTE, names.route(call)).count(Metric.STREAM_IDLE, amount);
    }
  }

  private void cache(String result, long times) {
    all.with(Label.RESULT, result).count(Metric.CACHE_REQUESTS, times);
  }

  private void redacted(@Nullable String detector, String direction, long times) {
    all.with(Label.DETECTOR, names.detector(detector))
        .with(Label.DIRECTION, direction)
        .count(Metric.REDACTIONS, times);
  }

  private void judged(@Nullable String guard, String verdict, long times) {
    all.with(Label.GUARD, names.guard(guard))
        .with(Label.VERDICT, verdict)
        .count(Metric.GUARD_VERDICTS, times);
  }
}
