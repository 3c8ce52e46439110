/**
 * Tokens of a chat as its provider counts them, before it is sent. Start with {@link
 * io.llmgw.api.counting.TokenCountRequest}. What is estimated in this process, without asking
 * anybody, is in {@code io.llmgw.api.tokens}.
 */
@NullMarked
package io.llmgw.api.counting;

import org.jspecify.annotations.NullMarked;
