/**
 * How a request is written in OpenAI's Chat Completions, as its host speaks them: start with {@link
 * io.llmgw.providers.openai.request.OpenAiChatEncoder}, which writes the body from the top, and has
 * {@code OpenAiMessageWriter} write the conversation.
 */
@NullMarked
package io.llmgw.providers.openai.request;

import org.jspecify.annotations.NullMarked;
