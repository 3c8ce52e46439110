/**
 * What is tried again, when, and how often: begin at {@link io.llmgw.core.retry.Repeats}. The table
 * of it is {@link io.llmgw.api.reaction.Reactions}.
 */
@NullMarked
package io.llmgw.core.retry;

import org.jspecify.annotations.NullMarked;
