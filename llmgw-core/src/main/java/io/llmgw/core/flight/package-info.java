/**
 * One run of the rest of a chain for many calls: shared flights of those that ask the same, and
 * gatherings of those that ask for vectors of different texts.
 */
@NullMarked
package io.llmgw.core.flight;

import org.jspecify.annotations.NullMarked;
