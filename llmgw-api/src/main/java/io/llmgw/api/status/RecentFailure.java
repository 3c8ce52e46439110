package io.llmgw.api.status;

import io.llmgw.api.error.ErrorKind;
import java.time.Instant;

/**
 * A failed attempt.
 *
 * @param at when it ended
 * @param httpStatus of the answer; 0 when there was none
 */
public record RecentFailure(Instant at, ErrorKind kind, int httpStatus) {}
