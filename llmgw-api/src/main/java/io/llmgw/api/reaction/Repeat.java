package io.llmgw.api.reaction;

/** Whether a failed attempt is made again at the same target, with the same key. */
public enum Repeat {
  /** It did nothing there: nothing was sent, or what was sent was turned away. */
  SAFE,
  /** As safe, but a second repeat for the same reason has never helped anybody. */
  SAFE_ONCE,
  /** It may have been worked on and billed: once for a call, and dear to the budget. */
  AMBIGUOUS,
  /** It would fail again, or it is not ours to repeat. */
  NEVER
}
