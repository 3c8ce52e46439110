package io.llmgw.core.observe;

import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.observe.ObservedWait;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what it is told of calls and of their attempts, in order. */
final class Diary implements CallObserver {
  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<ObservedCall> calls = new CopyOnWriteArrayList<>();
  final List<ObservedAttempt> attempts = new CopyOnWriteArrayList<>();
  final List<ObservedAttemptOutcome> ends = new CopyOnWriteArrayList<>();
  final List<ObservedWait> waits = new CopyOnWriteArrayList<>();
  final List<ObservedOutcome> outcomes = new CopyOnWriteArrayList<>();

  @Override
  public Observation begin(ObservedCall call) {
    calls.add(call);
    lines.add("call");
    return new Observation() {
      @Override
      public AttemptObservation onAttempt(ObservedAttempt attempt) {
        attempts.add(attempt);
        lines.add(attempt.number() + " " + attempt.cause() + " " + attempt.target());
        return new Watch(attempt.number());
      }

      @Override
      public void onWait(ObservedWait wait) {
        waits.add(wait);
      }

      @Override
      public void onContent(int characters) {
        lines.add("content");
      }

      @Override
      public void onOutcome(ObservedOutcome outcome) {
        outcomes.add(outcome);
        lines.add("end");
      }
    };
  }

  private final class Watch implements AttemptObservation {
    private final int number;

    Watch(int number) {
      this.number = number;
    }

    @Override
    public void onFirstToken() {
      lines.add(number + " first token");
    }

    @Override
    public void onOutcome(ObservedAttemptOutcome outcome) {
      ends.add(outcome);
      lines.add(number + " " + outcome.attempt().state());
    }
  }
}
