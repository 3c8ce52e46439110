package io.llmgw.api.event;

/** The check that the index of every content event passes. */
final class BlockIndex {
  private BlockIndex() {}

  static void check(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("index must be at least 0, not " + index);
    }
  }
}
