package io.llmgw.soak;

/** A client that reads the stream with this number, and says what it sees. */
@FunctionalInterface
interface Reader {
  /**
   * Begins to read; the stream ends when {@link Voyage#ended} or {@link Voyage#lost} is called. May
   * block until then.
   */
  void read(Voyage stream) throws Exception;
}
