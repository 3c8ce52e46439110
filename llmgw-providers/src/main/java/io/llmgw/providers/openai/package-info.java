/**
 * OpenAI's Chat Completions, at OpenAI or at any host that speaks the same protocol. Applications
 * start with {@link io.llmgw.providers.openai.OpenAi} or {@link
 * io.llmgw.providers.openai.CompatibleHost}; the protocol is in {@code OpenAiChatFormat}, which
 * writes by {@code request} and reads by {@code answer}.
 */
@NullMarked
package io.llmgw.providers.openai;

import org.jspecify.annotations.NullMarked;
