/**
 * How an answer of Bedrock's Converse is read: {@link
 * io.llmgw.providers.bedrock.answer.ConverseFrameDecoder} reads one that is streamed, {@link
 * io.llmgw.providers.bedrock.answer.ConverseWholeDecoder} one that came whole, and both end in
 * {@code ConverseAnswer}, which turns it into events. {@link
 * io.llmgw.providers.bedrock.answer.ConverseItems} names what an answer has beside its content, for
 * the requests that go on from it.
 */
@NullMarked
package io.llmgw.providers.bedrock.answer;

import org.jspecify.annotations.NullMarked;
