package io.llmgw.core.filter;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Requirements;
import io.llmgw.api.route.SameModel;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetFilter;
import io.llmgw.core.account.Accounting;
import io.llmgw.core.account.TokenNeeds;
import io.llmgw.core.chain.Failures;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.choice.TargetStatistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The filters that every target passes before it is chosen, in this order: who may go there, the
 * region, what it can do, its window, its price, its cost and speed, and last its condition, which
 * alone a call may wait for. Thread-safe.
 */
public final class Eligibility {
  private final List<TargetFilter> filters;
  private final Requirements ofClient;
  private final Fitness fitness;
  private final TargetCondition condition;
  private final Accounting accounting;
  private final Offers offers;

  /** The filters of a client. */
  public Eligibility(
      List<TargetFilter> filters,
      Requirements ofClient,
      Fitness fitness,
      TargetCondition condition,
      Accounting accounting,
      TargetStatistics statistics) {
    this.filters = filters;
    this.ofClient = ofClient;
    this.fitness = fitness;
    this.condition = condition;
    this.accounting = accounting;
    this.offers = new Offers(accounting, statistics);
  }

  /** Why the target does not get the call; null when it may. */
  public @Nullable Refusal refusal(Target target, CallRouteFacts facts) {
    LlmRequest<?> request = facts.request();
    Requirements own = request.option(Requirements.class);
    Refusal refusal = ofOtherModel(target, request);
    if (refusal == null) {
      refusal = lasting(target, own, facts);
    }
    refusal = refusal != null ? refusal : unpriced(target, request);
    refusal = refusal != null ? refusal : offers.refusal(target, ofClient, facts);
    refusal = refusal != null || own == null ? refusal : offers.refusal(target, own, facts);
    return refusal != null ? refusal : unavailable(target, facts);
  }

  /** Why it never gets a call that asks this; null when it may. */
  private @Nullable Refusal lasting(
      Target target, @Nullable Requirements own, CallRouteFacts facts) {
    Refusal refusal = byFilters(target, facts);
    refusal = refusal != null ? refusal : Offers.region(target, ofClient);
    refusal = refusal != null || own == null ? refusal : Offers.region(target, own);
    refusal =
        refusal != null
            ? refusal
            : fitness.refusal(facts.request(), facts.needs(), target, facts.trail());
    return refusal == null ? null : refusal.lasting();
  }

  /**
   * The same for the only target of a call that depends on nothing else, which is the common case:
   * nothing is made for it.
   */
  public @Nullable Refusal plainRefusal(Target target, LlmRequest<?> request, Scope scope) {
    Refusal refusal = fitness.refusal(request, Needs.of(request), target, scope.trail());
    return refusal != null ? refusal : unavailable(target, request, scope);
  }

  /** Whether a request depends on filters or requirements. */
  public boolean isPlain(LlmRequest<?> request) {
    return filters.isEmpty() && ofClient.isNone() && request.option(Requirements.class) == null;
  }

  private static @Nullable Refusal ofOtherModel(Target target, LlmRequest<?> request) {
    SameModel same = request.option(SameModel.class);
    return same == null || same.model().equals(target.ref())
        ? null
        : Refusal.of("is another model than " + same.model() + ", which answers the other parts");
  }

  /** Whether the filters of the host let the call go there, whatever else may be in its way. */
  public boolean isAllowed(Target target, CallRouteFacts facts) {
    return byFilters(target, facts) == null;
  }

  /** What the client asks of every target. */
  public Requirements ofClient() {
    return ofClient;
  }

  private @Nullable Refusal byFilters(Target target, CallRouteFacts facts) {
    for (TargetFilter filter : filters) {
      String reason = reason(filter, target, facts);
      if (reason != null) {
        return Refusal.of(
            ErrorKind.BLOCKED,
            "is not allowed by " + filter.name() + ": " + reason,
            "ask for another model, or change the filter");
      }
    }
    return null;
  }

  /** What decides on permissions and cannot decide has not allowed anything. */
  private static @Nullable String reason(TargetFilter filter, Target target, CallRouteFacts facts) {
    try {
      return filter.refusal(target, facts);
    } catch (Throwable thrown) {
      Failures.throwIfFatal(thrown);
      return "it failed with " + thrown.getClass().getName();
    }
  }

  /** Why the target takes no call at the moment. */
  public @Nullable Refusal unavailable(Target target, CallRouteFacts facts) {
    return refusal(condition.unavailable(target, facts.caller(), facts.scope(), facts.tokens()));
  }

  private @Nullable Refusal unavailable(Target target, LlmRequest<?> request, Scope scope) {
    TokenNeeds needs = new TokenNeeds(request, accounting.estimator());
    return refusal(condition.unavailable(target, scope.caller(), scope, needs));
  }

  private static @Nullable Refusal refusal(@Nullable Unavailable state) {
    return state == null
        ? null
        : new Refusal(
            state.kind(),
            state.reason(),
            state.until() == null ? "choose another model" : "try again at " + state.until(),
            state.until(),
            state.lastResort(),
            false);
  }

  private @Nullable Refusal unpriced(Target target, LlmRequest<?> request) {
    return accounting.isRefusedWithoutPrice(request, target.ref())
        ? Refusal.of(
            ErrorKind.NO_PRICE,
            "has no known price, and calls without a price are denied",
            "state its price in the catalogue, or choose another model")
        : null;
  }
}
