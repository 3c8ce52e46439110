package io.llmgw.providers.aws.temporary;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as they were given out, and when they end. {@link #toString()} shows nothing of them.
 *
 * @param token null for credentials that have none
 * @param end null for those that last
 */
public record Temporary(String id, String secret, @Nullable String token, @Nullable Instant end) {
  boolean holdsAt(Instant instant) {
    return end == null || instant.isBefore(end);
  }

  @Override
  public String toString() {
    return "Temporary[until " + end + "]";
  }
}
