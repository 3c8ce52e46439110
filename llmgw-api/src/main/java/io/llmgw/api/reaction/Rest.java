package io.llmgw.api.reaction;

/**
 * What takes no calls for a while after a failure. Without a key, as with a model in the same
 * process, it is the target.
 */
public enum Rest {
  /** Nothing. */
  NOTHING,
  /** The key that was used, at every model of its provider. */
  KEY,
  /** The key that was used, at this target. */
  KEY_AT_TARGET,
  /** The target, whatever the key. */
  TARGET
}
