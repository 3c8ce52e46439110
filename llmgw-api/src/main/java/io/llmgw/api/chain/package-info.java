/**
 * What a policy is written against. Every call, of whatever operation and by whatever door, is a
 * stream of events through one chain of {@link io.llmgw.api.chain.Interceptor}s; each stands in a
 * {@link io.llmgw.api.chain.Slot}, and learns how what it passed on ended through a {@link
 * io.llmgw.api.chain.Tap}. Start with {@code Interceptor}.
 */
@NullMarked
package io.llmgw.api.chain;

import org.jspecify.annotations.NullMarked;
