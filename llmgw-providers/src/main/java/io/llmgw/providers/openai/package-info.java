/**
 * OpenAI's Chat Completions, at OpenAI or at any host that speaks the same protocol. Applications
 * start with {@link io.llmgw.providers.openai.OpenAi} or {@link
 * io.llmgw.providers.openai.CompatibleHost}; the protocol is in {@code OpenAiChatFormat}.
 */
@NullMarked
package io.llmgw.providers.openai;

import org.jspecify.annotations.NullMarked;
