/**
 * How an answer of Google's {@code generateContent} is read: {@link
 * io.llmgw.providers.gemini.answer.GeminiFrameDecoder} reads one that is streamed, {@link
 * io.llmgw.providers.gemini.answer.GeminiWholeDecoder} one that came whole, and both end in {@code
 * GeminiAnswer}, which turns it into events. {@link io.llmgw.providers.gemini.answer.GeminiItems}
 * names what an answer has beside its content, for the requests that go on from it.
 */
@NullMarked
package io.llmgw.providers.gemini.answer;

import org.jspecify.annotations.NullMarked;
