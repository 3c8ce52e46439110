/**
 * OpenAI's Chat Completions and Responses, at OpenAI, at Azure or at any host that speaks the same
 * protocols. Applications start with {@link io.llmgw.providers.openai.OpenAi}, {@link
 * io.llmgw.providers.openai.AzureOpenAi} or {@link io.llmgw.providers.openai.CompatibleHost}; Chat
 * Completions are in {@code OpenAiChatFormat}, which writes by {@code request} and reads by {@code
 * answer}, Responses in a package of their own.
 */
@NullMarked
package io.llmgw.providers.openai;

import org.jspecify.annotations.NullMarked;
