package io.llmgw.core.link;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.error.StreamInterruptedException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.observe.GatewayEvent.FailedOver;
import io.llmgw.api.reaction.Onward;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Hedging;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.hedge.Hedges;
import io.llmgw.core.hedge.Race;
import io.llmgw.core.observe.CallWatch;
import io.llmgw.core.observe.Events;
import io.llmgw.core.retry.Repeats;
import io.llmgw.core.route.Candidate;
import io.llmgw.core.route.Plan;
import io.llmgw.core.route.Planner;
import io.llmgw.core.route.RouteNode;
import io.llmgw.core.route.Routes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where the call goes: one target after the other, until one has content, or fails in a way
 * that no other would do better. What fails after its first content does not come back here.
 */
public final class RouteLink implements Interceptor {
  private static final LinkSpec SPEC = LinkSpec.named(Plan.LINK).in(Slot.ROUTE);

  private final Routes routes;
  private final Planner planner;
  private final Reactions reactions;
  private final Hedges hedges;
  private final Events events;

  /** A router over these routes. */
  public RouteLink(
      Routes routes, Planner planner, Reactions reactions, Hedges hedges, Events events) {
    this.routes = routes;
    this.planner = planner;
    this.hedges = hedges;
    this.reactions = reactions;
    this.events = events;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    RouteNode route = routes.resolve(rest.request());
    CallWatch watch = rest.context().call().watch();
    if (watch != null) {
      watch.goesBy(String.valueOf(routes.defaults().nameFor(rest.request())));
    }
    Target only = Routes.only(route);
    if (only == null) {
      return routed(rest, route);
    }
    planner.check(only, rest.request(), rest.context());
    LlmRequest<?> request = planner.fitted(rest.request(), only, rest.context());
    Hedging hedging = hedges.begin(request, rest.context());
    return hedging.sameTarget()
        ? twice(only, request, rest, hedging)
        : rest.proceed(request, null, rest.context().at(only));
  }

  private EventStream twice(Target only, LlmRequest<?> request, RealChain rest, Hedging hedging) {
    Scope scope = rest.context();
    Duration delay = hedges.delay(hedging, only, scope.delivery());
    if (delay == null) {
      return rest.proceed(request, null, scope.at(only));
    }
    Candidate again = Candidate.only(only);
    Race race = hedges.race(rest, only, again, () -> request, delay);
    try {
      return race.open(request, () -> false);
    } catch (LlmException error) {
      return afterFirst(race, error, scope);
    }
  }

  /** The stream of the hedge once the first side has failed of this, which is thrown otherwise. */
  private EventStream afterFirst(Race race, LlmException error, Scope scope) {
    boolean answered = false;
    try {
      EventStream second = canWait(race, error, scope) ? race.await() : null;
      if (second == null) {
        throw error;
      }
      answered = true;
      return second;
    } finally {
      if (!answered) {
        race.close();
      }
    }
  }

  /** Whether the hedge may still answer a call whose first side has failed. */
  private boolean canWait(Race race, LlmException error, Scope scope) {
    return race.isUnderWay()
        && !isFinal(scope)
        && !(error instanceof StreamInterruptedException)
        && reactions.of(error.kind()).onward() == Onward.NEXT;
  }

  private EventStream routed(RealChain rest, RouteNode route) {
    Scope scope = rest.context();
    Plan plan = planner.plan(route, rest.request(), scope);
    Candidate candidate = plan.next();
    if (candidate == null) {
      throw planner.noTarget(route.route().toString(), plan);
    }
    Hedging hedging = hedges.begin(rest.request(), scope);
    LlmException failure = null;
    Race race = null;
    try {
      while (true) {
        int attempts = scope.call().attemptCount();
        Candidate next;
        try {
          EventStream early = race == null ? null : race.await();
          if (early != null) {
            return early;
          }
          race = race(hedging, candidate, rest, plan);
          if (plan.hasPassedOverSome()) {
            scope.attribute(CallContext.STAND_IN, true);
          }
          return race == null
              ? at(candidate.target(), rest, plan)
              : race.open(fitted(candidate, rest), plan::hasNext);
        } catch (LlmException error) {
          if (race != null && race.hasBegun()) {
            hedging = Hedging.OFF; // one for a call
          } else {
            plan.lookAgain();
          }
          if (isPassedOver(error, scope, attempts)) {
            next = planner.passOver(candidate, error, plan);
          } else {
            failure = error;
            next = isFinal(scope) ? null : next(error, candidate, plan);
            if (next == null && race != null && canWait(race, error, scope)) {
              next = race.second(); // the same target, asked a second time
            }
            if (next != null) {
              scope.trail().note(Plan.LINK, moved(candidate.target(), next.target(), error));
              tell(scope, candidate.target(), next.target(), error);
            }
          }
        }
        race = goOnTo(next, race);
        if (next == null) {
          throw failure != null ? failure : planner.noTarget(route.route().toString(), plan);
        }
        candidate = next;
      }
    } catch (Throwable thrown) { // a condition of the host may fail as well
      if (race != null) {
        race.close();
      }
      throw thrown;
    }
  }

  /** Whether its breaker was open, in spite of how it looked when the target was chosen. */
  private static boolean isPassedOver(LlmException error, Scope scope, int attemptsBefore) {
    return error.kind() == ErrorKind.NO_TARGET
        && scope.call().attemptCount() == attemptsBefore
        && !isFinal(scope);
  }

  private EventStream at(Target target, RealChain rest, Plan plan) {
    LlmRequest<?> request = planner.fitted(rest.request(), target, rest.context());
    return rest.proceed(request, null, rest.context().at(target, plan::hasNext));
  }

  /** The candidate against the one after it; null where the call is not hedged. */
  private @Nullable Race race(Hedging hedging, Candidate first, RealChain rest, Plan plan) {
    Duration delay =
        hedging.isOn() ? hedges.delay(hedging, first.target(), rest.context().delivery()) : null;
    if (delay == null) {
      return null;
    }
    Candidate ahead = plan.ahead();
    Candidate second = ahead == null && hedging.sameTarget() ? first : ahead;
    return second == null
        ? null
        : hedges.race(rest, first.target(), second, () -> fitted(second, rest), delay);
  }

  private LlmRequest<?> fitted(Candidate candidate, RealChain rest) {
    return planner.fitted(rest.request(), candidate.target(), rest.context());
  }

  /** The race that the next candidate has begun in already; others are over. */
  private static @Nullable Race goOnTo(@Nullable Candidate next, @Nullable Race race) {
    if (race != null && (!race.second().equals(next) || !race.hasBegun())) {
      race.close();
      return null;
    }
    return race;
  }

  private static boolean isFinal(Scope scope) {
    return scope.cancellation().isCancelled()
        || scope.call().breach() != null
        || !scope.call().hasRoom(Repeats.MOST_ATTEMPTS);
  }

  private @Nullable Candidate next(LlmException error, Candidate failed, Plan plan) {
    if (error instanceof StreamInterruptedException) {
      return null; // the caller has had a part of this target's answer
    }
    return switch (reactions.of(error.kind()).onward()) {
      case STOP -> null;
      case NEXT -> plan.next();
      case LARGER_WINDOW -> plan.nextLarger(failed);
      case CONTENT_POLICY -> plan.nextAfterRefusal(failed);
    };
  }

  private void tell(Scope scope, Target from, Target to, LlmException error) {
    if (events.isOn() && !from.ref().equals(to.ref())) {
      events.tell(
          new FailedOver(
              events.now(),
              scope.callId(),
              from.toString(),
              to.toString(),
              error.kind(),
              error.httpStatus()));
    }
  }

  private static String moved(Target from, Target to, LlmException error) {
    String status = error.httpStatus() == 0 ? "" : " " + error.httpStatus();
    return "goes from " + from + " to " + to + ": " + error.kind() + status;
  }
}
