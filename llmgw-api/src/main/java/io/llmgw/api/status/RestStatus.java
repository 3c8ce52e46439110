package io.llmgw.api.status;

import io.llmgw.api.error.ErrorKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why something takes no calls.
 *
 * @param why the failure that has led to it
 * @param until when that ends; null for not before the client is configured anew
 */
public record RestStatus(ErrorKind why, @Nullable Instant until) {}
