package io.llmgw.core.chain;

import io.llmgw.api.chain.Replay;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;

/** The rest of a chain behind one link, ready to be run once for many. */
public final class FlightPlan {
  private final Scope scope;
  private final int index;
  private final LlmRequest<?> request;
  private final Object key;
  private final Replay replay;

  FlightPlan(Scope scope, int index, LlmRequest<?> request, Object key, Replay replay) {
    this.scope = scope;
    this.index = index;
    this.request = request;
    this.key = key;
    this.replay = replay;
  }

  /** The call that asks, as seen at the link. */
  public Scope scope() {
    return scope;
  }

  /** By which the link shares it. */
  public Object key() {
    return key;
  }

  /** How much of it is held for those who join. */
  public Replay replay() {
    return replay;
  }

  /** The link behind which the flight runs: the same for all calls of one configuration. */
  public Object link() {
    return scope.call().links()[index - 1];
  }

  /** Runs it in a fork of the asking call that has this token; returns after the commit. */
  public EventStream depart(RealCancellation token, Tap tap) {
    Scope fork = scope.call().fork(token).scope();
    return RealChain.open(fork, index, request, tap);
  }
}
