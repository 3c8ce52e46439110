package io.llmgw.core.detect;

/** What is told between one rule and the next, and may end a look by what it throws. */
@FunctionalInterface
public interface Pause {
  /** What looks before the first rule that is told, and behind those of the host. */
  String BUILT_IN = "the built-in rules";

  /** Does nothing. */
  Pause NONE = rule -> {};

  /**
   * A rule begins, and what was told before has ended.
   *
   * @param rule what it is called; has no text of the request
   */
  void before(String rule);
}
