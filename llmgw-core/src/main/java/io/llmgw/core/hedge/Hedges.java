package io.llmgw.core.hedge;

import io.llmgw.api.chain.Purpose;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.route.Candidate;
import io.llmgw.core.route.Plan;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whether calls are hedged, and after which delay. Thread-safe. */
public final class Hedges {
  private final Hedging setting;
  private final TargetStates states;
  private final HedgeBudget budget;

  /**
   * Hedges by these statistics and within this budget.
   *
   * @param setting of calls that have none of their own
   */
  public Hedges(Hedging setting, TargetStates states, HedgeBudget budget) {
    this.setting = setting;
    this.states = states;
    this.budget = budget;
  }

  /** How this request is hedged. */
  public Hedging of(LlmRequest<?> request) {
    Hedging own = request.option(Hedging.class);
    return own == null ? setting : own;
  }

  /** Why a request is not hedged, whatever is set; null when nothing is in the way. */
  public @Nullable String obstacle(LlmRequest<?> request) {
    String field = OutsideEffects.of(request);
    return field == null
        ? null
        : "not hedged: the provider may do something twice for its field '" + field + "'";
  }

  /** How this call is hedged, which begins now and so earns its share of a hedge. */
  public Hedging begin(LlmRequest<?> request, Scope scope) {
    Hedging hedging = of(request);
    if (!hedging.isOn() || !scope.purpose().equals(Purpose.APPLICATION)) {
      return Hedging.OFF;
    }
    String obstacle = obstacle(request);
    if (obstacle != null) {
      scope.trail().note(Plan.LINK, obstacle);
      return Hedging.OFF;
    }
    budget.earn(hedging.share());
    return hedging;
  }

  /** How long a call waits for this target before it is hedged; null when that is not known yet. */
  public @Nullable Duration delay(Hedging hedging, Target target, Delivery delivery) {
    if (hedging.percentile() == 0) {
      return hedging.delay();
    }
    TargetState state = states.of(target.ref());
    long usual = state.commits().nanosAt(hedging.percentile(), delivery);
    if (usual < 0) {
      return null;
    }
    Duration measured = Duration.ofNanos(usual);
    return measured.compareTo(hedging.delay()) > 0 ? measured : hedging.delay();
  }

  /**
   * Two sides of a call.
   *
   * @param from the link that is about to proceed to the first target
   * @param second where the other side goes
   * @param request what it is sent there
   */
  public Race race(
      RealChain from,
      Target first,
      Candidate second,
      Supplier<LlmRequest<?>> request,
      Duration delay) {
    return new Race(from, first, second, request, delay, budget);
  }
}
