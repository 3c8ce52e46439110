/**
 * What travels through the chain: every answer, streamed or not, is an {@link
 * io.llmgw.api.event.EventStream} of {@link io.llmgw.api.event.LlmEvent}s in the order {@code
 * Started content* Completed}. Start with those two.
 */
@NullMarked
package io.llmgw.api.event;

import org.jspecify.annotations.NullMarked;
