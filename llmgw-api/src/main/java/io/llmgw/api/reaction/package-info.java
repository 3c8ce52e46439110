/**
 * What a failure of one attempt means for the next: begin at {@link
 * io.llmgw.api.reaction.Reactions}, which is the table of it.
 */
@NullMarked
package io.llmgw.api.reaction;

import org.jspecify.annotations.NullMarked;
