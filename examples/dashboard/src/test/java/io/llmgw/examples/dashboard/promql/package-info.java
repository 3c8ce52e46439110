/**
 * As much of PromQL as the dashboard and the alerts are written in, asked of two scrapes. Start at
 * {@link io.llmgw.examples.dashboard.promql.PromQl}. What it does not know it refuses.
 */
@NullMarked
package io.llmgw.examples.dashboard.promql;

import org.jspecify.annotations.NullMarked;
