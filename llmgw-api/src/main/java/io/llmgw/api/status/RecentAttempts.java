package io.llmgw.api.status;

import java.util.List;

/**
 * How the last attempts at a target went: at most {@value #MOST}, none older than five minutes.
 *
 * @param attempts how many; cancelled ones are not counted
 * @param failed how many of them have failed
 * @param firstToken from their start to their first content, of those that had some
 * @param total from their start to their end, of those that have succeeded
 * @param lastFailures the last ones, at most {@value #MOST_FAILURES}, newest first
 */
public record RecentAttempts(
    int attempts,
    int failed,
    Latencies firstToken,
    Latencies total,
    List<RecentFailure> lastFailures) {
  /** More are not kept. */
  public static final int MOST = 128;

  /** More are not listed. */
  public static final int MOST_FAILURES = 5;

  /** There were none. */
  public static final RecentAttempts NONE =
      new RecentAttempts(0, 0, Latencies.NONE, Latencies.NONE, List.of());

  /** Copies the list. */
  public RecentAttempts {
    lastFailures = List.copyOf(lastFailures);
  }

  /** The part of them that has failed, 0 to 1; 0 when there were none. */
  public double failedShare() {
    return attempts == 0 ? 0 : (double) failed / (double) attempts;
  }
}
