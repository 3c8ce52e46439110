package io.llmgw.core.client;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids of calls: a random part per client and a count, so that two processes never share one. */
final class CallIds {
  private final String prefix =
      "call-" + Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX) + "-";
  private final AtomicLong count = new AtomicLong();

  String next() {
    return prefix + Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
  }
}
