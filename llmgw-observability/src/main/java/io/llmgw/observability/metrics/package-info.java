/**
 * Calls as numbers, by Micrometer. Start with {@link io.llmgw.observability.metrics.Metrics}; what
 * there is to see is in {@link io.llmgw.observability.metrics.Metric}.
 */
@NullMarked
package io.llmgw.observability.metrics;

import org.jspecify.annotations.NullMarked;
