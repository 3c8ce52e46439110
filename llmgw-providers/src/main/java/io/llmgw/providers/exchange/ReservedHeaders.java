package io.llmgw.providers.exchange;

import java.util.Set;

/** Headers that frame the message: one from outside would break that. */
final class ReservedHeaders {
  private static final Set<String> NAMES =
      Set.of("host", "content-length", "transfer-encoding", "connection", "accept-encoding");

  private ReservedHeaders() {}

  static boolean contain(String lowerName) {
    return NAMES.contains(lowerName);
  }
}
