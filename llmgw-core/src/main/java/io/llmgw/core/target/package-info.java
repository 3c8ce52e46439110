/**
 * What has happened at each target of late: begin at {@link io.llmgw.core.target.TargetState}.
 * Durations are measured by the monotonic clock, so nothing here minds the time of day.
 */
@NullMarked
package io.llmgw.core.target;

import org.jspecify.annotations.NullMarked;
