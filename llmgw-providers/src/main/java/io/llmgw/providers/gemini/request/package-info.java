/**
 * How a request is written for Google's {@code generateContent}: start with {@link
 * io.llmgw.providers.gemini.request.GeminiEncoder}, which writes the body from the top. What has
 * gone before is written by {@code GeminiMessageWriter}, how much may be thought is decided in
 * {@code GeminiThinking}, and {@code GeminiGeneration} knows what models differ in.
 */
@NullMarked
package io.llmgw.providers.gemini.request;

import org.jspecify.annotations.NullMarked;
