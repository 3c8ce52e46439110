package io.llmgw.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.llmgw.api.LlmClient;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.observe.AttemptObservation;
import io.llmgw.api.observe.CallObserver;
import io.llmgw.api.observe.ObservedAttempt;
import io.llmgw.api.observe.ObservedAttemptOutcome;
import io.llmgw.api.observe.ObservedCall;
import io.llmgw.api.observe.ObservedOutcome;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.status.TargetStatus;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.api.usage.AttemptWait;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.SimulatedCall;
import io.llmgw.test.simulation.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows what must hold of every simulation, whatever fails in it, and collects what does not. It is
 * told of calls by their callers, by an observer and by the models.
 */
final class Oracle implements CallObserver {
  private static final Duration SLACK = Duration.ofMillis(50);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final int SHOWN = 5;
  private static final double ROUNDING = 1e-6;

  private final RandomScenario scenario;
  private final Duration deadline;
  private final List<String> broken = new ArrayList<>();
  private final Map<String, Integer> outcomes = new HashMap<>();
  private final Map<String, List<ServerRequest>> seen = new LinkedHashMap<>();
  private final Map<String, List<Double>> begunAt = new HashMap<>();
  private final Map<String, List<Double>> repeatsAt = new HashMap<>();
  private final List<Double> unsent = new ArrayList<>();
  private final List<List<AttemptRecord>> observed = new ArrayList<>();
  private final Map<String, Integer> attemptsBegun = new HashMap<>();
  private final Map<String, Integer> attemptsEnded = new HashMap<>();
  private final RestOracle rests;
  private final StickyOracle stickiness;
  private final BreakerOracle breakers;
  private int calls;
  private int hedged;
  private double earnedHedges;

  /** An oracle of the calls of this scenario. */
  Oracle(RandomScenario scenario) {
    this.scenario = scenario;
    this.deadline = scenario.deadline();
    this.breakers = new BreakerOracle(scenario.changes());
    this.rests = new RestOracle(scenario, breakers);
    this.stickiness = new StickyOracle(scenario, rests);
  }

  @Override
  public Observation begin(ObservedCall call) {
    return new Observation() {
      @Override
      public AttemptObservation onAttempt(ObservedAttempt attempt) {
        String name = attempt.callId() + " " + attempt.number();
        attemptsBegun.merge(name, 1, Integer::sum);
        return outcome -> attemptEnded(name, outcome);
      }

      @Override
      public void onOutcome(ObservedOutcome outcome) {
        outcomes.merge(call.callId(), 1, Integer::sum);
        observed.add(outcome.served().attempts());
      }
    };
  }

  /** Also one that has lost a hedge, which its call has not waited for, is settled (I3). */
  private void attemptEnded(String name, ObservedAttemptOutcome outcome) {
    attemptsEnded.merge(name, 1, Integer::sum);
    AttemptRecord attempt = outcome.attempt();
    boolean settled =
        attempt.state() != AttemptState.RUNNING
            && attempt.cost().amount() != null
            && attempt.usage().isKnown(TokenKind.INPUT);
    if (!settled) {
      broken.add("I3: not settled: " + attempt);
    }
  }

  /** A call has ended; its observer was told before. */
  void ended(SimulatedCall call) {
    calls++;
    expect(observed.remove(call.attempts()), "I2: another account was observed", call);
    expect(call.latency().compareTo(deadline.plus(SLACK)) <= 0, "I9: late", call);
    checkRepeats(call);
    noteDecisions(call);
    checkConfiguration(call);
    rests.note(call);
    stickiness.note(call);
    for (ServerRequest request : call.seen()) {
      boolean within =
          request.arrived().compareTo(call.began()) >= 0
              && request.ended().compareTo(call.ended()) <= 0
              && request.arrived().compareTo(call.began().plus(deadline)) < 0;
      expect(within, "I8: a request outside its call", call);
      seen.computeIfAbsent(request.target(), target -> new ArrayList<>()).add(request);
    }
  }

  /**
   * A repeat comes no earlier than its own refusal says, whatever kind that is of (I15); the two
   * sides of a hedge are as two calls.
   */
  private void checkRepeats(SimulatedCall call) {
    for (ServerRequest request : call.seen()) {
      for (ServerRequest before : call.seen()) {
        boolean known =
            before.target().equals(request.target())
                && isHedge(before, call) == isHedge(request, call)
                && !isOtherKey(before, request)
                && before.ended().compareTo(request.arrived()) < 0;
        expect(!known || request.arrived().compareTo(until(before)) >= 0, "I15: too early", call);
      }
    }
  }

  /** What was refused for its key may come again at once with another one. */
  private static boolean isOtherKey(ServerRequest before, ServerRequest request) {
    return RestOracle.isOfKey(before) && !isSameKey(before, request);
  }

  private static boolean isSameKey(ServerRequest one, ServerRequest other) {
    return Objects.equals(one.keyAlias(), other.keyAlias());
  }

  private static boolean isHedge(ServerRequest request, SimulatedCall call) {
    return call.attempts().get(request.attempt() - 1).hedge();
  }

  /** A call keeps the route that it began with, whatever the client is told meanwhile (I20). */
  private void checkConfiguration(SimulatedCall call) {
    Set<String> targets = scenario.targetsAt(call.began(), call.number());
    boolean isHedged = false;
    for (AttemptRecord attempt : call.attempts()) {
      expect(targets.contains(attempt.target()), "I20: a target of another time, or side", call);
      isHedged |= attempt.hedge();
    }
    hedged += isHedged ? 1 : 0;
    earnedHedges += scenario.shareAt(call.began());
  }

  /**
   * A target is begun with when its first request is sent, and asked again when the request before
   * on its side has ended. What comes with another key is a choice, and no repeat, if it comes at
   * once, or as soon as the target that rests itself takes calls again.
   */
  private void noteDecisions(SimulatedCall call) {
    Map<Boolean, Duration> decided = new HashMap<>(Map.of(false, call.began()));
    Map<Boolean, ServerRequest> before = new HashMap<>();
    Set<String> begun = new HashSet<>();
    for (ServerRequest request : call.seen()) {
      boolean hedge = isHedge(request, call);
      boolean first = begun.add(request.target() + (hedge ? ", hedged" : ""));
      double at =
          seconds(first ? request.arrived() : decided.getOrDefault(hedge, request.arrived()));
      Map<String, List<Double>> kind = first ? begunAt : repeatsAt;
      if (!isFurtherKey(before.put(hedge, request), request, call)) {
        kind.computeIfAbsent(request.target(), target -> new ArrayList<>()).add(at);
      }
      decided.put(hedge, request.ended());
    }
    if (begun.isEmpty()) {
      unsent.add(seconds(call.began())); // it may have begun anywhere
    }
  }

  private static boolean isFurtherKey(
      @Nullable ServerRequest before, ServerRequest request, SimulatedCall call) {
    return before != null
        && before.target().equals(request.target())
        && RestOracle.isOfKey(before)
        && !isSameKey(before, request)
        && call.attempts().get(request.attempt() - 1).waits().stream()
            .allMatch(wait -> wait.reason() == AttemptWait.Reason.COOL_DOWN);
  }

  private void expect(boolean holds, String rule, SimulatedCall call) {
    if (!holds) {
      broken.add(rule + ": " + call);
    }
  }

  /** How many calls were hedged. */
  int hedged() {
    return hedged;
  }

  /** How many calls went on with another key. */
  int rotations() {
    return rests.rotations();
  }

  /** How many choices by a key were held to each other. */
  int pinned() {
    return stickiness.pinned();
  }

  /** How often a breaker was seen that was not closed. */
  long shut() {
    return breakers.seen();
  }

  /** Looks at the client as it is now. */
  void look(LlmClient llm, Duration now) {
    breakers.look(llm, now);
  }

  /** All calls have ended: nobody is at any target, or waits to be (I6). */
  void quiet(LlmClient llm) {
    for (TargetStatus target : llm.status().targets()) {
      if (target.inFlight() != 0 || target.waiting() != 0) {
        broken.add("I6: " + target);
      }
    }
  }

  /** Holds the whole against all rules. */
  void judge(SimulationResult result) {
    assertThat(result.mismatches()).as("I2, I3, I6, I7: %s", result).isEmpty();
    assertThat(calls).as("I1").isEqualTo(result.calls());
    assertThat(observed).as("I2: accounts of nobody").isEmpty();
    assertThat(outcomes).as("I1").hasSize(calls);
    assertThat(outcomes.values()).as("I1").containsOnly(1);
    assertThat(attemptsEnded).as("I3: once each").isEqualTo(attemptsBegun);
    assertThat(attemptsEnded.values()).as("I3").allMatch(times -> times == 1);
    assertThat((double) hedged).as("I13").isLessThanOrEqualTo(earnedHedges + ROUNDING);
    seen.forEach(this::checkRests);
    broken.addAll(rests.judge());
    broken.addAll(stickiness.judge());
    broken.addAll(breakers.judge(seen));
    seen.forEach(this::checkLimits);
    repeatsAt.forEach(this::checkBudget);
    assertThat(broken.subList(0, Math.min(SHOWN, broken.size())))
        .as("%d breaches in%n%s", broken.size(), result)
        .isEmpty();
  }

  /**
   * No request comes before the time that a refusal has named, whoever sends it (I15, I16): of a
   * target, or of the key that it came with.
   */
  private void checkRests(String target, List<ServerRequest> requests) {
    Set<@Nullable String> keys = new HashSet<>();
    requests.forEach(request -> keys.add(request.keyAlias()));
    for (String key : keys) {
      checkRests(target, key, requests);
    }
  }

  private void checkRests(String target, @Nullable String key, List<ServerRequest> requests) {
    List<ServerRequest> refusals = new ArrayList<>();
    List<ServerRequest> arrivals = new ArrayList<>();
    for (ServerRequest request : requests) {
      boolean isSame = Objects.equals(request.keyAlias(), key);
      boolean rests =
          request.error() == ErrorKind.OVERLOADED
              || isSame && request.error() == ErrorKind.RATE_LIMIT;
      if (request.retryAfter() != null && rests) {
        refusals.add(request);
      }
      if (isSame) {
        arrivals.add(request);
      }
    }
    refusals.sort(Comparator.comparing(ServerRequest::ended));
    arrivals.sort(Comparator.comparing(ServerRequest::arrived));
    Duration rest = Duration.ZERO;
    int next = 0;
    for (ServerRequest arrival : arrivals) {
      while (next < refusals.size()
          && refusals.get(next).ended().compareTo(arrival.arrived()) < 0) {
        rest = later(rest, until(refusals.get(next++)));
      }
      if (arrival.arrived().compareTo(rest) < 0) {
        broken.add("I15: " + target + " rests until " + rest + ": " + arrival);
      }
    }
  }

  /** No more requests at once, nor within a minute, than the user has said (I5). */
  private void checkLimits(String target, List<ServerRequest> requests) {
    TargetLimits limits = scenario.limitsOf(target);
    if (limits == null) {
      return;
    }
    List<Duration> arrived = requests.stream().map(ServerRequest::arrived).sorted().toList();
    List<Duration> ended = requests.stream().map(ServerRequest::ended).sorted().toList();
    int gone = 0;
    int old = 0;
    for (int i = 0; i < arrived.size(); i++) {
      Duration now = arrived.get(i);
      while (ended.get(gone).compareTo(now) <= 0) {
        gone++;
      }
      while (arrived.get(old).compareTo(now.minus(MINUTE)) <= 0) {
        old++;
      }
      if (i + 1 - gone > limit(limits.concurrency())) {
        broken.add("I5: " + (i + 1 - gone) + " at once at " + target + ", at " + now);
      }
      if (i + 1 - old > limit(limits.requestsPerMinute())) {
        broken.add("I5: " + (i + 1 - old) + " within a minute at " + target + ", at " + now);
      }
    }
  }

  private static int limit(@Nullable Integer declared) {
    return declared == null ? Integer.MAX_VALUE : declared;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration until(ServerRequest refusal) {
    Duration after = refusal.retryAfter();
    return after == null ? refusal.ended() : refusal.ended().plus(after);
  }

  /** Repeats of any ten seconds cost no more than their budget (I13). */
  private void checkBudget(String target, List<Double> repeats) {
    List<Double> begun = new ArrayList<>(begunAt.getOrDefault(target, List.of()));
    begun.addAll(unsent);
    Collections.sort(begun);
    Collections.sort(repeats);
    double faded = 0; // of a fifth for each call before the window
    double at = 0;
    int before = 0;
    int end = 0;
    int inside = 0;
    for (int i = 0; i < repeats.size(); i++) {
      double from = repeats.get(i);
      while (before < begun.size() && begun.get(before) < from) {
        faded = faded * Math.exp(-(begun.get(before) - at) / 10) + 0.2;
        at = begun.get(before++);
      }
      while (inside < begun.size() && begun.get(inside) < from + 10) {
        inside++;
      }
      while (end < repeats.size() && repeats.get(end) < from + 10) {
        end++;
      }
      double budget = 20 + faded * Math.exp(-(from - at) / 10) + 0.2 * (inside - before) + 1;
      if (end - i > budget) {
        broken.add("I13: " + (end - i) + " repeats at " + target + ", at most " + budget);
      }
    }
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
