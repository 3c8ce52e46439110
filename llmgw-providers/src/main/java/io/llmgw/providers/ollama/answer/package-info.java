/**
 * How an answer of Ollama is read: {@link io.llmgw.providers.ollama.answer.OllamaFrameDecoder}
 * reads one that is streamed, {@link io.llmgw.providers.ollama.answer.OllamaWholeDecoder} one that
 * came whole, and both end in {@code OllamaAnswer}, which turns it into events. {@link
 * io.llmgw.providers.ollama.answer.OllamaVectors} reads embeddings.
 */
@NullMarked
package io.llmgw.providers.ollama.answer;

import org.jspecify.annotations.NullMarked;
