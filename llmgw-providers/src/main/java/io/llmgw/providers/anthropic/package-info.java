/**
 * Anthropic's Messages, at Anthropic or at any host that speaks the same protocol. Applications
 * start with {@link io.llmgw.providers.anthropic.Anthropic}; the protocol is in {@code
 * AnthropicFormat}, which writes by {@code request} and reads by {@code answer}.
 */
@NullMarked
package io.llmgw.providers.anthropic;

import org.jspecify.annotations.NullMarked;
