package io.llmgw.core.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.provider.ApiKey;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptState;
import io.llmgw.test.simulation.ServerRequest;
import io.llmgw.test.simulation.SimulatedCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which keys and targets rest, by what the models have refused: a key that is out of the
 * question is used only where no other is left, and none is left over where a call fails for its
 * key.
 */
final class RestOracle {
  private static final Duration OF_REFUSED_KEY = Duration.ofMinutes(5);
  private static final Duration OF_RATE_LIMIT = Duration.ofSeconds(1);
  private static final Set<ErrorKind> OF_KEYS =
      Set.of(ErrorKind.AUTH, ErrorKind.QUOTA, ErrorKind.PERMISSION);
  private static final String NO_KEY = "";
  private static final String ANY_KEY = "*";

  /** With less time a call tries no further key. */
  private static final Duration LEAST_LEFT = Duration.ofMillis(500);

  private final RandomScenario scenario;
  private final BreakerOracle breakers;
  private final List<ServerRequest> requests = new ArrayList<>();
  private final Map<String, List<Rest>> rests = new HashMap<>();
  private final List<SimulatedCall> failedByKey = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private int rotations;

  RestOracle(RandomScenario scenario, BreakerOracle breakers) {
    this.scenario = scenario;
    this.breakers = breakers;
  }

  private record Rest(Duration from, Duration until) {}

  void note(SimulatedCall call) {
    ServerRequest before = null;
    for (ServerRequest request : call.seen()) {
      AttemptRecord attempt = call.attempts().get(request.attempt() - 1);
      requests.add(request);
      String alias = request.keyAlias();
      boolean allowed =
          aliases(request.target()).contains(alias == null ? NO_KEY : alias)
              && (alias == null || alias.equals(attempt.keyAlias()));
      if (!allowed) {
        broken.add("keys: not one of " + aliases(request.target()) + ": " + request);
      }
      if (attempt.state() == AttemptState.FAILED) {
        noteRest(request);
      }
      rotations += before != null && isRotation(before, request) ? 1 : 0;
      before = request;
    }
    if (before != null && call.error() != null && OF_KEYS.contains(call.error())) {
      failedByKey.add(call);
    }
  }

  /** Whether it was refused for its key. */
  static boolean isOfKey(ServerRequest request) {
    ErrorKind kind = request.error();
    return kind != null && (kind == ErrorKind.RATE_LIMIT || OF_KEYS.contains(kind));
  }

  private static boolean isRotation(ServerRequest before, ServerRequest next) {
    return isOfKey(before)
        && next.target().equals(before.target())
        && next.arrived().equals(before.ended());
  }

  private List<String> aliases(String target) {
    List<ApiKey> keys = scenario.keys().of(target);
    return keys.isEmpty() ? List.of(NO_KEY) : keys.stream().map(ApiKey::alias).toList();
  }

  private void noteRest(ServerRequest refusal) {
    ErrorKind kind = refusal.error();
    if (kind == null) {
      return;
    }
    String target = refusal.target();
    String key = refusal.keyAlias() == null ? NO_KEY : refusal.keyAlias();
    Duration asked = refusal.retryAfter();
    switch (kind) {
      case AUTH, QUOTA -> rest(provider(target), key, refusal, OF_REFUSED_KEY);
      case PERMISSION -> rest(target, key, refusal, OF_REFUSED_KEY);
      case RATE_LIMIT -> rest(target, key, refusal, asked == null ? OF_RATE_LIMIT : asked);
      case OVERLOADED -> rest(target, ANY_KEY, refusal, asked == null ? Duration.ZERO : asked);
      default -> {}
    }
  }

  private static String provider(String target) {
    return target.substring(0, target.indexOf('/'));
  }

  private void rest(String where, String key, ServerRequest refusal, Duration howLong) {
    rests
        .computeIfAbsent(where + " " + key, added -> new ArrayList<>())
        .add(new Rest(refusal.ended(), refusal.ended().plus(howLong)));
  }

  /** Whether a key may not be used because it is refused, which was known before that time. */
  private boolean isRefused(String target, String key, Duration at) {
    return rests(provider(target), key, at.minusNanos(1), at)
        || rests(target, key, at.minusNanos(1), at);
  }

  /** Whether a key can be used without doubt: nothing has happened up to that time. */
  private boolean isAwake(String target, String key, Duration at) {
    return !rests(provider(target), key, at, at)
        && !rests(target, key, at, at)
        && !rests(target, ANY_KEY, at, at);
  }

  private boolean rests(String where, String key, Duration known, Duration at) {
    for (Rest rest : rests.getOrDefault(where + " " + key, List.of())) {
      if (rest.from().compareTo(known) <= 0 && rest.until().compareTo(at) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a target takes calls without doubt, as far as a call that came then could know. */
  boolean isHealthy(String target, Duration at) {
    return scenario.limitsOf(target) == null
        && !scenario.isMetered(target)
        && breakers.isClosed(target, at)
        && aliases(target).stream().anyMatch(key -> isAwake(target, key, at));
  }

  /** How often a call went on with another key. */
  int rotations() {
    return rotations;
  }

  /** What was broken, once all is known. */
  List<String> judge() {
    requests.forEach(this::checkKey);
    failedByKey.forEach(this::checkLeftOver);
    return broken;
  }

  /** A key that was refused is used only where no other is awake (F026). */
  private void checkKey(ServerRequest request) {
    String key = request.keyAlias();
    String target = request.target();
    if (key == null || scenario.isMetered(target) || !isRefused(target, key, request.arrived())) {
      return;
    }
    for (String other : aliases(target)) {
      if (!other.equals(key) && isAwake(target, other, request.arrived())) {
        broken.add("F026: a key that rests, though " + other + " does not: " + request);
      }
    }
  }

  /** A call that has failed for its key has left none of the target over (F026). */
  private void checkLeftOver(SimulatedCall call) {
    ServerRequest last = call.seen().get(call.seen().size() - 1);
    Duration deadline = call.began().plus(scenario.deadline());
    boolean isClear =
        last.error() == call.error()
            && call.attempts().stream().noneMatch(AttemptRecord::hedge)
            && scenario.limitsOf(last.target()) == null
            && !scenario.isMetered(last.target())
            && last.ended().plus(LEAST_LEFT).compareTo(deadline) <= 0
            && breakers.isClosed(last.target(), last.ended());
    if (!isClear) {
      return;
    }
    for (String key : aliases(last.target())) {
      boolean isTried =
          call.seen().stream()
              .anyMatch(
                  request -> request.target().equals(last.target()) && key.equals(keyOf(request)));
      if (!isTried && isAwake(last.target(), key, last.ended())) {
        broken.add("F026: " + key + " was left over: " + call);
      }
    }
  }

  private static String keyOf(ServerRequest request) {
    @Nullable String key = request.keyAlias();
    return key == null ? NO_KEY : key;
  }
}
