package io.llmgw.benchmarks.micro;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.event.Completed;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.request.Retries;
import io.llmgw.api.response.FinishReason;
import io.llmgw.api.route.Route;
import io.llmgw.api.route.Target;
import io.llmgw.api.route.TargetLimits;
import io.llmgw.api.time.TimeSource;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.choice.Chance;
import io.llmgw.core.observe.Events;
import io.llmgw.core.pace.Grant;
import io.llmgw.core.pace.Wish;
import io.llmgw.core.retry.RetryBudgets;
import io.llmgw.core.retry.RetryPolicy;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a call that succeeds at once asks of the parts that are there for those that do not, in the
 * order in which the links ask. The links themselves are in {@link ChainBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResilienceBenchmark {
  private static final String CALL = "call";
  private static final long READ = 612;
  private static final long WRITTEN = 248;

  private final TimeSource time = TimeSource.system();
  private final TargetStates states = new TargetStates(time, Chance.REAL, Events.NONE);
  private final RetryPolicy policy =
      new RetryPolicy(Retries.upTo(3), Reactions.standard(), new RetryBudgets(time), Chance.REAL);
  private final Target target =
      Route.target("any/model")
          .limits(
              TargetLimits.perTarget()
                  .concurrency(100)
                  .requestsPerMinute(1_000_000_000)
                  .tokensPerMinute(1_000_000_000_000L));
  private final Outcome outcome =
      new Outcome.Success(new Completed(FinishReason.STOP, Usage.reported(READ, WRITTEN)));

  /** The budget of repeats, a permit of the breaker, and what the target is known by afterwards. */
  @Benchmark
  public long breakerAndRetry() {
    policy.begin(target);
    TargetState state = states.of(target.ref());
    long permit = state.breaker().enter(time.nanos(), CALL, null);
    finish(state, permit);
    return permit;
  }

  /** The same within limits: a grant besides, which is given back. */
  @Benchmark
  public long breakerRetryAndPace() {
    policy.begin(target);
    TargetState state = states.of(target.ref());
    Wish wish = new Wish(Objects.requireNonNull(target.limits()), List.of(), READ, CALL, null);
    Grant grant = Objects.requireNonNull(states.pace(target.ref()).take(wish));
    long permit = state.breaker().enter(time.nanos(), CALL, null);
    grant.begin();
    finish(state, permit);
    grant.onOutcome(outcome);
    return permit;
  }

  private void finish(TargetState state, long permit) {
    long began = time.nanos();
    state.enter();
    long now = time.nanos();
    state.committed(now - began, Delivery.WHOLE);
    state.breaker().succeeded(permit, now);
    state.whole(now - began, WRITTEN, now);
    state.used(READ + WRITTEN, now);
    state.breaker().released(permit);
    state.leave(now);
  }
}
