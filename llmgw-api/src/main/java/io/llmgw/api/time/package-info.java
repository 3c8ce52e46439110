/**
 * The one seam for time: everything in the gateway that waits or measures does so through {@link
 * io.llmgw.api.time.TimeSource}, so that tests can hold the clock. {@link io.llmgw.api.time.Alarm}
 * is a limit that forgives a process its pauses.
 */
@NullMarked
package io.llmgw.api.time;

import org.jspecify.annotations.NullMarked;
