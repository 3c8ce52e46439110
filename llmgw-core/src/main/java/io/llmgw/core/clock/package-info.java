/** Limits in time, and who is not to be blamed for them. */
@NullMarked
package io.llmgw.core.clock;

import org.jspecify.annotations.NullMarked;
