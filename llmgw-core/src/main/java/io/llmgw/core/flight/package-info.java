/** Shared flights: one run of the rest of a chain for many calls that ask the same. */
@NullMarked
package io.llmgw.core.flight;

import org.jspecify.annotations.NullMarked;
