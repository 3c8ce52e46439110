package io.llmgw.observability.metrics;

import io.llmgw.api.Caller;
import io.llmgw.api.chain.Purpose;
import io.llmgw.api.observe.AttemptCause;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallFact;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.GenerationSettings;
import io.llmgw.api.request.Operation;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.CacheStatus;
import io.llmgw.api.usage.Cost;
import io.llmgw.api.usage.Served;
import io.llmgw.api.usage.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** A call of one attempt that went well, as an observer is told of it, without a client. */
final class Ending {
  private static final Duration TIME = Duration.ofMillis(500);
  private static final Usage USAGE = Usage.reported(10, 20);

  private Ending() {}

  /** A call that is under way. */
  static void begin(CallObserver observer, Operation operation) {
    observer.begin(call(operation, "p/model", "tenant"));
  }

  private static ObservedCall call(Operation operation, String target, String tenant) {
    return new ObservedCall(
        "call-1",
        "call-1",
        null,
        Caller.tenant(tenant),
        Purpose.APPLICATION,
        operation,
        target,
        false,
        Delivery.WHOLE,
        100,
        GenerationSettings.NONE);
  }

  /** A call of which a policy tells this. */
  static void fact(CallObserver observer, CallFact fact, String detail) {
    Objects.requireNonNull(observer.begin(call(Operation.CHAT, "p/model", "tenant")))
        .onFact(fact, detail, 1);
  }

  /** An attempt that is under way. */
  static void beginAttempt(CallObserver observer, String target) {
    Objects.requireNonNull(observer.begin(call(Operation.CHAT, target, "tenant")))
        .onAttempt(attempt(target));
  }

  private static ObservedAttempt attempt(String target) {
    String[] parts = target.split("/", 2);
    return new ObservedAttempt(
        "call-1",
        1,
        parts[0],
        parts[1],
        null,
        AttemptCause.FIRST,
        false,
        null,
        null,
        List.of(),
        null);
  }

  static void of(CallObserver observer, String target, String tenant) {
    String[] parts = target.split("/", 2);
    ObservedCall call = call(Operation.CHAT, target, tenant);
    CallObserver.Observation watch = Objects.requireNonNull(observer.begin(call));
    AttemptObservation attempt = Objects.requireNonNull(watch.onAttempt(attempt(target)));
    AttemptRecord account =
        new AttemptRecord(
            1,
            target,
            null,
            AttemptState.SUCCEEDED,
            null,
            false,
            false,
            TIME,
            TIME,
            USAGE,
            Cost.UNKNOWN,
            null,
            List.of());
    attempt.onOutcome(
        new ObservedAttemptOutcome(
            account,
            FinishReason.STOP,
            null,
            200,
            parts[1] + "-0613",
            "id",
            Duration.ZERO,
            null,
            1));
    Served served =
        new Served(
            "call-1",
            target,
            parts[1],
            null,
            CacheStatus.NONE,
            List.of(account),
            TIME,
            USAGE,
            Cost.UNKNOWN,
            List.of());
    watch.onOutcome(
        new ObservedOutcome(
            FinishReason.STOP,
            null,
            null,
            0,
            target,
            TIME,
            false,
            Duration.ofNanos(5_000),
            served));
  }
}
