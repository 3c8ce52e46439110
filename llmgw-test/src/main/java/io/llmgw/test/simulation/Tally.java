package io.llmgw.test.simulation;

import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.Cost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the calls of a simulation as they end. Used by one thread at a time. */
final class Tally {
  private static final int KEPT_MISMATCHES = 100;

  private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
  private final Map<String, OfTarget> targets = new LinkedHashMap<>();
  private final List<String> mismatches = new ArrayList<>();
  private final Times latencies = new Times();
  private final Times firstContents = new Times();
  private Cost cost = Cost.ZERO;
  private int calls;
  private int answered;
  private long requests;

  Tally(List<SimulatedModel> models) {
    models.forEach(model -> targets.put(model.toString(), new OfTarget()));
  }

  void add(SimulatedCall call) {
    calls++;
    cost = cost.and(call.cost());
    if (call.error() != null) {
      failures.merge(call.error(), 1, Integer::sum);
    } else {
      answered++;
      latencies.add(call.latency());
    }
    if (call.firstContent() != null) {
      firstContents.add(call.firstContent());
    }
    if (call.servedBy() != null) {
      of(call.servedBy()).served++;
    }
    for (AttemptRecord attempt : call.attempts()) {
      OfTarget target = of(attempt.target());
      target.cost = target.cost.and(attempt.cost());
    }
    call.seen().forEach(this::add);
  }

  void add(ServerRequest request) {
    requests++;
    OfTarget target = of(request.target());
    target.requests++;
    switch (request.ending()) {
      case ANSWERED -> target.answered++;
      case LEFT -> target.left++;
      case FAILED -> {
        if (request.error() != null) {
          target.failures.merge(request.error(), 1, Integer::sum);
        }
      }
    }
  }

  void mismatch(String words) {
    if (mismatches.size() < KEPT_MISMATCHES) {
      mismatches.add(words);
    }
  }

  private OfTarget of(String target) {
    return targets.computeIfAbsent(target, added -> new OfTarget());
  }

  SimulationResult result(long seed, Duration lasted) {
    List<TargetResult> results = new ArrayList<>();
    targets.forEach((name, target) -> results.add(target.result(name, answered)));
    return new SimulationResult(
        seed,
        lasted,
        calls,
        answered,
        sorted(failures),
        latencies.percentiles(),
        firstContents.percentiles(),
        cost,
        requests,
        List.copyOf(results),
        List.copyOf(mismatches));
  }

  private static SortedMap<ErrorKind, Integer> sorted(Map<ErrorKind, Integer> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  private static final class OfTarget {
    private final Map<ErrorKind, Integer> failures = new EnumMap<>(ErrorKind.class);
    private Cost cost = Cost.ZERO;
    private int requests;
    private int answered;
    private int left;
    private int served;

    TargetResult result(String name, int ofAll) {
      double share = ofAll == 0 ? 0 : (double) served / ofAll;
      return new TargetResult(name, requests, answered, left, sorted(failures), share, cost);
    }
  }

  private static final class Times {
    private long[] nanos = new long[1_024];
    private int count;

    void add(Duration time) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = time.toNanos();
    }

    Percentiles percentiles() {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return Percentiles.ofSorted(sorted);
    }
  }
}
