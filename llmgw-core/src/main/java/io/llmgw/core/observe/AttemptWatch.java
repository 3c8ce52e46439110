package io.llmgw.core.observe;

import io.llmgw.api.ContextCapture.Restored;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.response.ResponseHead;
import io.llmgw.api.usage.AttemptRecord;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One who watches an attempt, and those who came before: told in the order in which they were given
 * to the client, and taken leave of the other way round. Touched as the stream of the attempt.
 */
public final class AttemptWatch {
  private final Watcher watcher;
  private final AttemptObservation observation;
  private final @Nullable AttemptWatch before;
  private @Nullable ResponseHead head;
  private @Nullable URI server;
  private long pieces;

  AttemptWatch(Watcher watcher, AttemptObservation observation, @Nullable AttemptWatch before) {
    this.watcher = watcher;
    this.observation = observation;
    this.before = before;
  }

  /** The attempt works on this thread until what is returned is closed; it must be, here. */
  public Restored enter() {
    List<Runnable> leaving = new ArrayList<>(2);
    enter(leaving);
    Collections.reverse(leaving);
    return () -> leaving.forEach(Runnable::run);
  }

  private void enter(List<Runnable> leaving) {
    if (before != null) {
      before.enter(leaving);
    }
    Restored restored = watcher.enter(observation);
    if (restored != null) {
      leaving.add(() -> watcher.leave(restored));
    }
  }

  /** The headers that they add to the request, fit to be sent. */
  public Map<String, String> headers() {
    ObservedHeaders headers = new ObservedHeaders();
    addTo(headers);
    return headers.all();
  }

  private void addTo(ObservedHeaders headers) {
    if (before != null) {
      before.addTo(headers);
    }
    watcher.tell(() -> observation.addHeaders(headers));
  }

  /** The provider that answers there is asked; null for one in this process. */
  public void asks(@Nullable URI where) {
    server = where;
  }

  /** A piece of content has come. */
  public void onContent() {
    pieces++;
  }

  /** The provider has begun to answer. */
  public void onHead(ResponseHead first) {
    head = first;
  }

  /** The first content has come. */
  public void onFirstToken() {
    if (before != null) {
      before.onFirstToken();
    }
    watcher.tell(observation::onFirstToken);
  }

  /** The attempt has ended. */
  public void onOutcome(Outcome outcome, AttemptRecord record, Duration placeWait) {
    tell(observed(outcome, record, placeWait));
  }

  private void tell(ObservedAttemptOutcome outcome) {
    if (before != null) {
      before.tell(outcome);
    }
    watcher.tell(() -> observation.onOutcome(outcome));
  }

  private ObservedAttemptOutcome observed(
      Outcome outcome, AttemptRecord record, Duration placeWait) {
    FinishReason finish =
        outcome instanceof Outcome.Success success ? success.completed().finishReason() : null;
    Reason reason = outcome instanceof Outcome.Cancelled cancelled ? cancelled.reason() : null;
    int answered = head == null ? 0 : head.httpStatus();
    int status =
        outcome instanceof Outcome.Failure failure && failure.error().httpStatus() != 0
            ? failure.error().httpStatus()
            : answered;
    return new ObservedAttemptOutcome(
        record,
        finish,
        reason,
        status,
        head == null ? null : head.model(),
        head == null ? null : head.responseId(),
        placeWait,
        server,
        pieces);
  }
}
