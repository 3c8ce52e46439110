/**
 * What goes to a model and what messages are made of. Start with {@link
 * io.llmgw.api.content.Message} and {@link io.llmgw.api.content.Part}; everything that leaves the
 * process as text stands in one {@link io.llmgw.api.content.RequestContent}, which can be visited
 * and rewritten as a whole.
 */
@NullMarked
package io.llmgw.api.content;

import org.jspecify.annotations.NullMarked;
