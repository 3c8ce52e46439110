/**
 * The one seam for time: everything in the gateway that waits or measures does so through {@link
 * io.llmgw.api.time.TimeSource}, so that tests can hold the clock.
 */
@NullMarked
package io.llmgw.api.time;

import org.jspecify.annotations.NullMarked;
