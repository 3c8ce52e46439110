/** A provider that answers thousands of streams slowly: start at {@link PacedServer}. */
@NullMarked
package io.llmgw.soak;

import org.jspecify.annotations.NullMarked;
