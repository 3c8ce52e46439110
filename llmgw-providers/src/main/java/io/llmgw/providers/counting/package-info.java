/** Counts of tokens as providers offer them: the request of a chat, answered by a number. */
@NullMarked
package io.llmgw.providers.counting;

import org.jspecify.annotations.NullMarked;
