/**
 * Google's Gemini API and Vertex AI. Applications start with {@link
 * io.llmgw.providers.gemini.Gemini} or {@link io.llmgw.providers.gemini.Vertex}; the protocol is in
 * {@code GeminiFormat}, which writes by {@code request} and reads by {@code answer}, and in {@code
 * GeminiEmbeddingFormat}.
 */
@NullMarked
package io.llmgw.providers.gemini;

import org.jspecify.annotations.NullMarked;
