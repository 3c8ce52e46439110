package io.llmgw.cache;

import java.util.Arrays;

/** Who waits for a shared call to begin. */
final class Waiting {
  private Waiting() {}

  /** How many threads are blocked until a flight has content. */
  static long forFlights() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("awaitCommit")))
        .count();
  }
}
