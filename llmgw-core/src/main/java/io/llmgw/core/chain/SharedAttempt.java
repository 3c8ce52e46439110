package io.llmgw.core.chain;

import io.llmgw.api.usage.AttemptRecord;
import io.llmgw.api.usage.AttemptShare;
import io.llmgw.core.account.Portion;

/**
 * The part of one call in an attempt that is made for several.
 *
 * @param number in the account of that call
 */
record SharedAttempt(RealAttempt attempt, int number, AttemptShare share, Portion portion)
    implements OnAccount {
  @Override
  public AttemptRecord snapshot() {
    AttemptRecord whole = attempt.snapshot();
    return whole.shared(number, share, portion.of(whole.usage()), portion.of(whole.cost()));
  }
}
