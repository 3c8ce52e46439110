package io.llmgw.core.chain;

import io.llmgw.api.error.LlmException;

/** A link of the engine that speaks for a stranger, who is to be named when the contract breaks. */
public interface Blamed {
  /** The failure that a broken rule is, naming the stranger. */
  LlmException breach(Scope scope, String rule);

  /** The failure that an exception of the stranger's own is, naming him. */
  LlmException failure(Scope scope, Throwable thrown);
}
