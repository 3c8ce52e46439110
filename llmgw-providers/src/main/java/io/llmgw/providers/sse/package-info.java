/**
 * Server-sent events as bytes: {@link io.llmgw.providers.sse.SseReader} cuts a body into frames and
 * knows nothing of what they mean.
 */
@NullMarked
package io.llmgw.providers.sse;

import org.jspecify.annotations.NullMarked;
