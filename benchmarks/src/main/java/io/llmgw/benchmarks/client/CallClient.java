package io.llmgw.benchmarks.client;

/**
 * A client under measurement. Both methods build their request anew, as an application does, and
 * throw when the answer is not the expected one. Used by one thread.
 */
public interface CallClient extends AutoCloseable {
  /** Makes a call that is answered whole. Returns the number of characters of the text. */
  int call();

  /** Makes a call that is answered by a stream, and reads it to its end. */
  int stream();

  @Override
  void close();
}
