package io.llmgw.cache;

import io.llmgw.test.Patience;
import java.util.Arrays;

/** Who waits for a shared call to begin, and for all of them to end. */
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

  /** Waits until no shared call is under way, whoever still reads of one. */
  static void untilNoFlight() {
    Patience.until(
        "the shared call to end",
        () ->
            Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(frame -> frame.getClassName().endsWith(".flight.Flight")));
  }
}
