package io.llmgw.core.link;

import io.llmgw.api.chain.Interceptor;
import io.llmgw.api.chain.LinkSpec;
import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Reason;
import io.llmgw.api.chain.Slot;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ErrorKind;
import io.llmgw.api.error.LlmException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.event.LlmEvent;
import io.llmgw.api.event.ReasoningDelta;
import io.llmgw.api.event.Started;
import io.llmgw.api.provider.Delivery;
import io.llmgw.api.reaction.Count;
import io.llmgw.api.reaction.Reaction;
import io.llmgw.api.reaction.Reactions;
import io.llmgw.api.reaction.Rest;
import io.llmgw.api.response.RateLimits;
import io.llmgw.api.usage.TokenKind;
import io.llmgw.api.usage.Usage;
import io.llmgw.core.chain.Blamed;
import io.llmgw.core.chain.RealAttempt;
import io.llmgw.core.chain.RealChain;
import io.llmgw.core.chain.Scope;
import io.llmgw.core.observe.Events;
import io.llmgw.core.retry.Repetition;
import io.llmgw.core.target.TargetState;
import io.llmgw.core.target.TargetStates;
import java.util.Objects;

/**
 * Tells the target's breaker the outcome of each attempt, which has its permit from {@link
 * RetryLink}, together with all else that an attempt teaches about its target: what rests, how long
 * it took, how much it used. It stands right before the provider, so what other links refuse or
 * take their time for is not held against the target.
 */
public final class BreakerLink implements Interceptor, Blamed {
  private static final LinkSpec SPEC = LinkSpec.named("breaker").in(Slot.BREAKER);

  private final TargetStates states;
  private final Reactions reactions;
  private final Blamed provider;
  private final Events events;

  /**
   * Keeps these states by this table.
   *
   * @param provider the link inside, to blame for what comes through this one
   */
  public BreakerLink(TargetStates states, Reactions reactions, Blamed provider, Events events) {
    this.events = events;
    this.provider = provider;
    this.states = states;
    this.reactions = reactions;
  }

  @Override
  public LinkSpec spec() {
    return SPEC;
  }

  @Override
  public EventStream intercept(Chain chain) {
    RealChain rest = (RealChain) chain;
    Scope scope = rest.context();
    Use use = new Use(states.of(attemptOf(scope).target().ref()), scope);
    try {
      return rest.proceed(rest.request(), use);
    } catch (Throwable thrown) {
      use.end(); // has ended already, unless the chain has refused to go on
      throw thrown;
    }
  }

  private static RealAttempt attemptOf(Scope scope) {
    return Objects.requireNonNull(scope.attempt(), "attempt");
  }

  @Override
  public LlmException breach(Scope scope, String rule) {
    return provider.breach(scope, rule);
  }

  @Override
  public LlmException failure(Scope scope, Throwable thrown) {
    return provider.failure(scope, thrown);
  }

  /** One attempt at a target, until it ends. Touched by one thread at a time. */
  private final class Use implements Tap {
    private final TargetState state;
    private final Scope scope;
    private final long startNanos;
    private final int began;
    private long lastNanos; // that the clock was read
    private long contentNanos; // meaningful once there is content
    private boolean content;
    private boolean reasoned;
    private boolean judged; // the breaker has been told something
    private boolean ended;

    Use(TargetState state, Scope scope) {
      this.state = state;
      this.scope = scope;
      this.startNanos = now();
      this.began = state.configurations();
      attemptOf(scope).meetBreaker();
      state.enter();
    }

    @Override
    public void onEvent(LlmEvent event) {
      reasoned |= event instanceof ReasoningDelta && event.isCommitting();
      if (content) {
        return;
      }
      if (event instanceof Started started) {
        RateLimits limits = started.head().rateLimits();
        if (!limits.all().isEmpty()) {
          state.learn(limits, attemptOf(scope).key(), now());
        }
      } else if (event.isCommitting()) {
        content = true;
        contentNanos = now();
        state.committed(tookNanos(contentNanos), scope.delivery());
        if (scope.delivery() == Delivery.STREAMED) {
          state.firstToken(tookNanos(contentNanos), contentNanos);
        }
      }
    }

    @Override
    public void onOutcome(Outcome outcome) {
      try {
        judge(outcome, now());
      } finally {
        end();
      }
    }

    private void judge(Outcome outcome, long now) {
      if (outcome instanceof Outcome.Success success) {
        succeeded(success, now);
      } else if (outcome instanceof Outcome.Failure failure) {
        failed(failure.error(), now);
      } else if (content) {
        answered(now);
      } else {
        left(((Outcome.Cancelled) outcome).reason(), now);
      }
      Usage usage = outcome.usage();
      long used = usage.tokens(TokenKind.INPUT) + usage.tokens(TokenKind.OUTPUT);
      if (used > 0) {
        state.used(used, now);
      }
    }

    private void succeeded(Outcome.Success success, long now) {
      state.succeeded(content ? tookNanos(contentNanos) : 0, tookNanos(now), now);
      if (events.isOn() && !attemptOf(scope).meter().answered(success.usage()).cost().isKnown()) {
        events.tellUnpriced(attemptOf(scope).meter().target());
      }
      judged = true;
      state.breaker().succeeded(attemptOf(scope).permit(), now);
      Usage usage = success.usage();
      long written = usage.tokens(TokenKind.OUTPUT);
      if (scope.delivery() == Delivery.WHOLE) {
        state.whole(tookNanos(now), written, now);
      } else if (content) {
        // Reasoning out of sight was written before the first content.
        long seen = reasoned ? written : usage.tokensBesideReasoning();
        state.rest(now - contentNanos, seen, now);
      }
    }

    private void failed(LlmException error, long now) {
      Reaction reaction = reactions.of(error.kind());
      if (reaction.count() == Count.FAILURE || reaction.rest() != Rest.NOTHING) {
        state.failed(error, content ? tookNanos(contentNanos) : 0, now);
      } else if (!content) {
        state.toldNothing(now); // and nothing else keeps the next call away
      }
      switch (reaction.count()) {
        case FAILURE -> {
          judged = true;
          state.breaker().failed(attemptOf(scope).permit(), now);
        }
        case ANSWER -> answered(now);
        case NOTHING -> {} // given back below
      }
      if (!Repetition.isAskedFor(error)) {
        state.rest(error, reaction, attemptOf(scope).key(), began, now);
      }
      if (error.kind() == ErrorKind.TIMEOUT && !content) {
        state.firstToken(tookNanos(now), now); // it takes at least so long
      }
    }

    private void answered(long now) {
      judged = true;
      state.breaker().answered(attemptOf(scope).permit(), now);
    }

    private void left(Reason reason, long now) {
      if (reason == Reason.LOST) {
        state.lost(tookNanos(now), scope.delivery());
      }
      state.leftAfter(tookNanos(now), scope.delivery(), now);
    }

    /** A wait for a place of this process is not the target's doing. */
    private long tookNanos(long now) {
      return now - startNanos - attemptOf(scope).placeNanos();
    }

    /**
     * Gives back what nobody has given back, also where the clock cannot be read any more; only the
     * first time counts.
     */
    void end() {
      if (!ended) {
        ended = true;
        if (!judged) {
          state.breaker().released(attemptOf(scope).permit());
        }
        state.leave(lastNanos);
      }
    }

    private long now() {
      lastNanos = scope.time().nanos();
      return lastNanos;
    }
  }
}
