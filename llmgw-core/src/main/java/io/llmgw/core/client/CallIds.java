package io.llmgw.core.client;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids of calls and runs: a random part per client and a count, so that two processes never share
 * one.
 */
final class CallIds {
  private final String client =
      Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX) + "-";
  private final String calls = "call-" + client;
  private final AtomicLong count = new AtomicLong();

  String nextCall() {
    return calls + count.incrementAndGet(); // decimal, as that is written without a copy
  }

  String nextRun() {
    return "run-" + client + count.incrementAndGet();
  }
}
