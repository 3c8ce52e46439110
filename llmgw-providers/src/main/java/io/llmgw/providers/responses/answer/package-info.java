/**
 * How an answer in OpenAI's Responses is read: {@link
 * io.llmgw.providers.responses.answer.ResponsesFrameDecoder} reads one that is streamed, {@link
 * io.llmgw.providers.responses.answer.ResponsesWholeDecoder} one that came whole, and both end in
 * {@code ResponsesAnswer}, which turns it into events. {@link
 * io.llmgw.providers.responses.answer.ResponsesItems} names what an answer leaves for the requests
 * that go on from it.
 */
@NullMarked
package io.llmgw.providers.responses.answer;

import org.jspecify.annotations.NullMarked;
