/** Calls as lines of a log, by SLF4J. Start with {@link io.llmgw.observability.log.CallLog}. */
@NullMarked
package io.llmgw.observability.log;

import org.jspecify.annotations.NullMarked;
