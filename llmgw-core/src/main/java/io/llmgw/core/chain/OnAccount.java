package io.llmgw.core.chain;

import io.llmgw.api.usage.AttemptRecord;

/** An attempt as it stands in the account of one call: made for it alone, or for several. */
interface OnAccount {
  /** The attempt itself. */
  RealAttempt attempt();

  /** What that call has of it so far. */
  AttemptRecord snapshot();
}
