package io.llmgw.observability.metrics;

import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.observability.genai.GenAi;
import java.time.Duration;
import java.util.List;

/** Records calls as their callers see them. For one thread. */
final class CallRecorder {
  private final Series all;
  private final Names names;

  CallRecorder(Series all, Names names) {
    this.all = all;
    this.names = names;
  }

  void record(ObservedCall call, ObservedOutcome outcome) {
    List<AttemptRecord> attempts = outcome.served().attempts();
    String route = names.route(call);
    Series calls =
        names.ofTenant(
            all.with(Label.OPERATION, GenAi.operation(call.operation()))
                .with(Label.ROUTE, route)
                .with(Label.PURPOSE, names.purpose(call)),
            call);
    boolean streamed = call.delivery() == Delivery.STREAMED;
    calls
        .with(Label.OUTCOME, GenAi.outcome(outcome))
        .with(Label.ERROR_TYPE, GenAi.errorType(outcome))
        .with(Label.STREAM, streamed ? "true" : "false")
        .time(Metric.REQUEST_DURATION, outcome.served().latency());
    calls.time(Metric.OVERHEAD, outcome.overhead());
    if (streamed) {
      recordStream(calls, all.with(Label.ROUTE, route), outcome);
    }
    recordHedge(all.with(Label.ROUTE, route), attempts, outcome.served().callId());
  }

  private static void recordStream(Series calls, Series route, ObservedOutcome outcome) {
    Duration first = outcome.timeToFirstToken();
    if (first == null) {
      return;
    }
    calls.time(Metric.TIME_TO_FIRST_TOKEN, first);
    if (outcome.cancelled() != null) {
      route.with(Label.REASON, GenAi.errorType(outcome)).count(Metric.STREAM_CANCELLED, 1);
    } else if (outcome.error() != null) {
      route.with(Label.REASON, GenAi.errorType(outcome)).count(Metric.STREAM_TRUNCATED, 1);
    } else {
      long further = tokensSeen(outcome) - 1;
      if (further > 0) {
        Duration writing = outcome.served().latency().minus(first);
        calls.time(Metric.TIME_PER_OUTPUT_TOKEN, writing.dividedBy(further));
      }
    }
  }

  /**
   * Those of the last attempt that succeeded, as a link may have asked before for what it handed to
   * nobody. Reasoning that was not handed out was written before the first content.
   */
  private static long tokensSeen(ObservedOutcome outcome) {
    long seen = 0;
    for (AttemptRecord attempt : outcome.served().attempts()) {
      if (attempt.state() == AttemptState.SUCCEEDED) {
        Usage usage = attempt.usage();
        seen = outcome.reasoned() ? usage.tokens(TokenKind.OUTPUT) : usage.tokensBesideReasoning();
      }
    }
    return seen;
  }

  /** A hedge that several calls share is counted with the one of them that it was begun for. */
  private static void recordHedge(Series route, List<AttemptRecord> attempts, String callId) {
    boolean hedged = false;
    String winner = GenAi.NONE;
    for (AttemptRecord attempt : attempts) {
      AttemptShare share = attempt.share();
      hedged |= attempt.hedge() && (share == null || share.callId().equals(callId));
      if (attempt.state() == AttemptState.SUCCEEDED) {
        winner = attempt.hedge() ? "hedge" : "first";
      }
    }
    if (hedged) {
      route.with(Label.WINNER, winner).count(Metric.HEDGES, 1);
    }
  }
}
