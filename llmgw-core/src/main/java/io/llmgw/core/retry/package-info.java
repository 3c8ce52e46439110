/**
 * What is tried again, when, and how often: begin at {@link io.llmgw.core.retry.Repetition}, which
 * is the table of it.
 */
@NullMarked
package io.llmgw.core.retry;

import org.jspecify.annotations.NullMarked;
