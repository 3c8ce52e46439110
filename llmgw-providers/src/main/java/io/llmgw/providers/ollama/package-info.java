/**
 * Ollama's own protocol. Applications start with {@link io.llmgw.providers.ollama.Ollama}; {@code
 * OllamaFormat} writes chats by {@code request} and reads them by {@code answer}, {@code
 * OllamaEmbeddingFormat} is for embeddings.
 */
@NullMarked
package io.llmgw.providers.ollama;

import org.jspecify.annotations.NullMarked;
