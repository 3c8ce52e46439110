/**
 * How an answer of Cohere's chat is read: {@link
 * io.llmgw.providers.cohere.answer.CohereFrameDecoder} reads one that is streamed, {@link
 * io.llmgw.providers.cohere.answer.CohereWholeDecoder} one that came whole, and both end in {@code
 * CohereAnswer}, which turns it into events. {@link io.llmgw.providers.cohere.answer.CohereItems}
 * names what an answer has beside its content, for the requests that go on from it.
 */
@NullMarked
package io.llmgw.providers.cohere.answer;

import org.jspecify.annotations.NullMarked;
