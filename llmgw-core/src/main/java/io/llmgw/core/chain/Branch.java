package io.llmgw.core.chain;

import io.llmgw.api.chain.Outcome;
import io.llmgw.api.chain.Tap;
import io.llmgw.api.error.ContractBreachException;
import io.llmgw.api.event.EventStream;
import io.llmgw.api.request.LlmRequest;
import io.llmgw.api.route.Target;
import java.util.function.BooleanSupplier;

/**
 * The rest of a chain behind one link, run beside what the link itself has proceeded to: a second
 * side of the same call, with a token of its own, accounted to the call. It may be opened on
 * another thread; from then on one thread at a time touches it, as any stream.
 */
public final class Branch implements Tap {
  private final RealChain from;
  private final RealCancellation token;
  private final Call side;

  private Branch(RealChain from) {
    this.from = from;
    this.token = from.scope.cancellation().part();
    this.side = from.scope.call().hedge(token);
  }

  /** A second side of the call that this link is at. Open it, or close its token. */
  public static Branch of(RealChain from) {
    return new Branch(from);
  }

  /** The token that ends this side alone. */
  public RealCancellation token() {
    return token;
  }

  /**
   * Runs it; returns after the commit. Who opens it closes the stream, unless somebody else takes
   * it.
   *
   * @param others whether another target can take the call, or has it
   */
  public EventStream open(LlmRequest<?> request, Target target, BooleanSupplier others) {
    try {
      Scope scope = side.scope().at(target, others);
      return RealChain.open(scope, from.index + 1, request, this);
    } finally {
      ContractBreachException breach = side.breach();
      if (breach != null) {
        from.scope.call().poison(breach);
      }
    }
  }

  /** The call goes on with the stream of this side. */
  public void taken() {
    from.scope.call().goOnAs(side);
  }

  @Override
  public void onOutcome(Outcome outcome) {
    token.close();
  }
}
