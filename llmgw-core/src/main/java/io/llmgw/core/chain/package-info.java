/**
 * The chain itself: {@link io.llmgw.core.chain.Links} is the ordered list of links, {@link
 * io.llmgw.core.chain.RealChain} runs them and enforces the contract between them, {@link
 * io.llmgw.core.chain.Call} holds what belongs to one call. Start with {@code Links}, then {@code
 * RealChain}.
 */
@NullMarked
package io.llmgw.core.chain;

import org.jspecify.annotations.NullMarked;
