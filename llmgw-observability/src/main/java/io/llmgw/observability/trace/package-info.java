/**
 * Calls as spans, by Micrometer's observations. Start with {@link
 * io.llmgw.observability.trace.Tracing}.
 */
@NullMarked
package io.llmgw.observability.trace;

import org.jspecify.annotations.NullMarked;
