/**
 * How an answer in OpenAI's Chat Completions is read: {@link
 * io.llmgw.providers.openai.answer.OpenAiChunkDecoder} reads one that is streamed, {@link
 * io.llmgw.providers.openai.answer.OpenAiWholeDecoder} one that came whole. Both read a body into
 * {@code OpenAiBody}, of which {@code OpenAiAnswer} makes events. {@link
 * io.llmgw.providers.openai.answer.ExtraContent} and {@link
 * io.llmgw.providers.openai.answer.ReasoningDetails} are what an answer leaves for the requests
 * that go on from it.
 */
@NullMarked
package io.llmgw.providers.openai.answer;

import org.jspecify.annotations.NullMarked;
