package io.llmgw.core.chain;

import io.llmgw.api.chain.CallContext;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;
import java.util.List;

/**
 * The rest of a chain behind one link, run once for several calls of one configuration. It runs in
 * a context of its own that has the facts of the first call; each attempt is in the accounts of all
 * who are there when it begins, by shares. One thread at a time.
 */
public final class JointRun {
  private final List<Party> parties;
  private final Scope scope;

  private JointRun(List<Party> parties, Scope scope) {
    this.parties = parties;
    this.scope = scope;
  }

  /**
   * A run for these, at least one, that this token ends.
   *
   * @param parties at the same link of the same chain; the first is the one whose facts count
   */
  public static JointRun of(List<Party> parties, RealCancellation token) {
    List<Party> all = List.copyOf(parties);
    Call first = all.get(0).scope().call();
    return new JointRun(all, first.beside(token, new JointAccount(first.time(), all)).scope());
  }

  /** Runs it with what they ask for together; returns after the commit. */
  public EventStream open(LlmRequest<?> request) {
    EventStream stream = RealChain.open(scope, parties.get(0).index() + 1, request, null);
    if (Boolean.TRUE.equals(scope.attribute(CallContext.STAND_IN))) {
      parties.forEach(party -> party.scope().attribute(CallContext.STAND_IN, true));
    }
    return stream;
  }
}
