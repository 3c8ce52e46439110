/**
 * How an answer in Anthropic's Messages is read: {@link
 * io.llmgw.providers.anthropic.answer.AnthropicFrameDecoder} reads one that is streamed, {@link
 * io.llmgw.providers.anthropic.answer.AnthropicWholeDecoder} one that came whole, and both end in
 * {@code AnthropicAnswer}, which turns it into events. {@link
 * io.llmgw.providers.anthropic.answer.AnthropicItems} names what an answer has beside its content,
 * for the requests that go on from it.
 */
@NullMarked
package io.llmgw.providers.anthropic.answer;

import org.jspecify.annotations.NullMarked;
