package io.llmgw.providers.aws.temporary;

import io.llmgw.providers.aws.AwsCredentials;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Credentials, and when they end.
 *
 * @param end null for those that last
 */
public record Temporary(AwsCredentials credentials, @Nullable Instant end) {
  boolean holdsAt(Instant instant) {
    return end == null || instant.isBefore(end);
  }
}
