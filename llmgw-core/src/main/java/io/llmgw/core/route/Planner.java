package io.llmgw.core.route;

import io.llmgw.api.Caller;
import io.llmgw.api.condition.RequestClassifier;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.tokens.TokenEstimator;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.filter.CallRouteFacts;
import io.llmgw.core.filter.Eligibility;
import io.llmgw.core.filter.Fitness;
import io.llmgw.core.filter.Refusal;
import io.llmgw.core.filter.Unavailable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the plans of calls, for going and for explaining. Thread-safe. */
public final class Planner {
  private final Eligibility eligibility;
  private final Fitness fitness;
  private final TimeSource time;
  private final TokenEstimator estimator;
  private final @Nullable RequestClassifier classifier;
  private final Chance chance;

  /** Plans by these filters and facts. */
  public Planner(
      Eligibility eligibility,
      Fitness fitness,
      TimeSource time,
      TokenEstimator estimator,
      @Nullable RequestClassifier classifier,
      Chance chance) {
    this.eligibility = eligibility;
    this.fitness = fitness;
    this.time = time;
    this.estimator = estimator;
    this.classifier = classifier;
    this.chance = chance;
  }

  /**
   * Checks the only target of a call. One that takes calls again soon is let pass: a call waits for
   * it.
   *
   * @throws LlmException that says why it does not get the call
   */
  public void check(Target only, LlmRequest<?> request, Scope scope) {
    Refusal refusal =
        eligibility.isPlain(request)
            ? eligibility.plainRefusal(only, request, scope)
            : eligibility.refusal(only, facts(request, scope));
    if (refusal != null && refusal.lastResort() == null) {
      throw refusal.only(only, time.now());
    }
  }

  /** The request as the target is sent it: a lenient one without what it is known to refuse. */
  public LlmRequest<?> fitted(LlmRequest<?> request, Target target, Scope scope) {
    return fitness.fitted(request, target, scope.trail());
  }

  /** Where a call may go by this route: see {@link Destination}. */
  public String destination(RouteNode route, LlmRequest<?> request, Scope scope) {
    return Destination.of(route, facts(request, scope), eligibility);
  }

  /** The plan of a call. */
  public Plan plan(RouteNode route, LlmRequest<?> request, Scope scope) {
    return new Plan(route, facts(request, scope), eligibility, fitness, chance);
  }

  private CallRouteFacts facts(LlmRequest<?> request, Scope scope) {
    return new CallRouteFacts(request, scope.caller(), scope, time, estimator, classifier);
  }

  /** The plan that a call would have now. It changes nothing: no turn is taken, no seed used. */
  public Plan explain(RouteNode route, LlmRequest<?> request, Caller caller) {
    CallRouteFacts facts = new CallRouteFacts(request, caller, null, time, estimator, classifier);
    return new Plan(route, facts, eligibility, fitness, Chance.REAL);
  }

  /**
   * The next target after one that was chosen, and then let no call in.
   *
   * @param error that says for how long
   */
  public @Nullable Candidate passOver(Candidate candidate, LlmException error, Plan plan) {
    Duration left = error.retryAfter();
    return plan.nextAfterShut(candidate, left == null ? null : time.now().plus(left));
  }

  /** The failure of a call that no target can take, with all reasons and the earliest time. */
  public LlmException noTarget(String asked, Plan plan) {
    StringBuilder message = new StringBuilder("no target of '").append(asked).append("' can take");
    String before = " the call: ";
    for (Plan.Skip skip : plan.skipped()) {
      message.append(before).append(skip.what()).append(' ').append(skip.reason());
      before = "; ";
    }
    LlmException.Builder failure = LlmException.of(ErrorKind.NO_TARGET, message.toString());
    Instant earliest = plan.earliest();
    if (earliest != null) {
      failure
          .message(message.append("; try again at ").append(earliest).toString())
          .retryable(true)
          .retryAfter(Unavailable.wait(time.now(), earliest));
    }
    return failure.build();
  }
}
