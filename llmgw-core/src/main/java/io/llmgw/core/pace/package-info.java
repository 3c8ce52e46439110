/**
 * How fast a target may be called: grants for attempts, by the limits that its user has declared.
 * Begin at {@link io.llmgw.core.pace.TargetPace}.
 */
@NullMarked
package io.llmgw.core.pace;

import org.jspecify.annotations.NullMarked;
