/**
 * What operators look at. {@link io.llmgw.observability.metrics.Metrics}, {@link
 * io.llmgw.observability.trace.Tracing} and {@link io.llmgw.observability.log.CallLog} are features
 * of a client, each on its own; none of them sees text.
 */
@NullMarked
package io.llmgw.observability;

import org.jspecify.annotations.NullMarked;
